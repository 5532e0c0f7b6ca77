import type { Terms } from '#judge';

/** The calendar that is built in: it is nobody's to define. */
export const ALWAYS_OPEN = '24x7';

/** The ids of the calendars that terms name, each once, in order; without `24x7`. */
export function calendarsOf(versions: readonly Terms[]): readonly string[] {
  const named = versions.flatMap((terms) => [
    terms.calendar,
    terms.availability?.calendar,
    ...Object.values(terms.tiers).flatMap((targets) => targets.map(({ calendar }) => calendar)),
  ]);
  return [...new Set(named)].filter((id) => id !== undefined && id !== ALWAYS_OPEN).sort() as string[];
}
