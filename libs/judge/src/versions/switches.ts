import { type CompiledTerms } from '../targets/compiled-terms.js';
import { type InForce, type Versioned } from './in-force.js';

/** An instant at which versions with reach `open` take over: terms and calendars together, as one change. */
export interface SwitchMoment {
  readonly at: number;
  readonly terms: CompiledTerms | null;
  readonly calendars: ReadonlySet<string>;
}

/** All instants at which something with reach `open` takes over, ascending. */
export function switchMoments(
  terms: InForce<CompiledTerms>,
  calendars: ReadonlyMap<string, InForce<Versioned>>,
): readonly SwitchMoment[] {
  const moments = new Map<number, { at: number; terms: CompiledTerms | null; calendars: Set<string> }>();
  const moment = (at: number): { at: number; terms: CompiledTerms | null; calendars: Set<string> } => {
    const found = moments.get(at) ?? { at, terms: null, calendars: new Set<string>() };
    moments.set(at, found);
    return found;
  };
  for (const { at, version } of terms.switches) moment(at).terms = version;
  for (const [id, versions] of calendars) for (const { at } of versions.switches) moment(at).calendars.add(id);
  return [...moments.values()].sort((a, b) => a.at - b.at);
}
