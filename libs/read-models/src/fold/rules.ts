import { compileRulebook, type CompiledRulebook, type Rulebook } from '#judge';
import type { LocalDate } from '../verdicts/verdict-row.js';
import { localDateIn } from './local-date.js';

/** What governs the tickets of one agreement, ready for use, or why it cannot be used. */
export type Rules =
  | { readonly kind: 'rules'; readonly compiled: CompiledRulebook; readonly localDate: LocalDate }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Makes a rulebook ready for use. */
export function makeRules(rulebook: Rulebook): Rules {
  try {
    return { kind: 'rules', compiled: compileRulebook(rulebook), localDate: localDateOf(rulebook) };
  } catch (error) {
    return { kind: 'unusable', reason: (error as Error).message };
  }
}

/** Periods are those of the time zone of the terms that a verdict was judged by. */
function localDateOf({ timeline }: Rulebook): LocalDate {
  const zones = new Map(timeline.map(({ version, terms }) => [String(version), terms.timeZone ?? 'UTC']));
  return (at, termsVersion) => localDateIn(zones.get(termsVersion) ?? 'UTC', at);
}
