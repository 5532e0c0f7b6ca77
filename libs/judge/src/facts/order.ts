import { type Fact } from '../model/facts.js';
import { type Instant } from '../model/time.js';

/** A fact at the instant it counts at: that of `opened` for one stated for before it. */
export interface PlacedFact {
  readonly fact: Fact;
  readonly at: number;
  readonly clamped: boolean;
  /** Why it is to be ignored whatever the ticket's state; null where that decides. */
  readonly ignored: string | null;
}

/** The facts of a case that are not later than `now`, each once, sorted by (`at`, revision, id). */
export function orderFacts(facts: readonly Fact[], now: Instant): readonly Fact[] {
  const seen = facts.every((fact) => fact.at <= now) ? facts : facts.filter((fact) => fact.at <= now);
  const sorted = isOrdered(seen) ? seen : [...seen].sort(compare);
  return withoutRepeats(sorted);
}

function compare(a: Fact, b: Fact): number {
  return a.at - b.at || a.revision - b.revision || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function isOrdered(facts: readonly Fact[]): boolean {
  for (let i = 1; i < facts.length; i += 1) if (compare(facts[i - 1] as Fact, facts[i] as Fact) > 0) return false;
  return true;
}

/** The same event id counts once: as it first stands. */
function withoutRepeats(sorted: readonly Fact[]): readonly Fact[] {
  if (sorted.length === 2 && sorted[0]?.id !== sorted[1]?.id) return sorted;
  const ids = new Set<string>();
  for (const { id } of sorted) ids.add(id);
  if (ids.size === sorted.length) return sorted;
  return sorted.filter(({ id }) => ids.delete(id));
}
