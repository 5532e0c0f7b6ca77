import { type Fact } from '../model/facts.js';

export interface Retractions {
  /** The ids of the facts that count as never stated. */
  readonly retracted: ReadonlySet<string>;
  /** Why a retraction changes nothing, by its id. */
  readonly ignored: ReadonlyMap<string, string>;
}

const NONE: Retractions = { retracted: new Set(), ignored: new Map() };

/** What the retractions of a case take back, the latest first: so one may be retracted (spec/judge.md, Fine print). */
export function retractions(ordered: readonly Fact[]): Retractions {
  if (!ordered.some(({ type }) => type === 'retracted')) return NONE;
  const ids = new Set(ordered.map(({ id }) => id));
  const retracted = new Set<string>();
  const ignored = new Map<string, string>();
  for (const fact of [...ordered].reverse()) {
    if (fact.type !== 'retracted' || retracted.has(fact.id)) continue;
    if (!ids.has(fact.eventId)) ignored.set(fact.id, `no fact "${fact.eventId}" is known`);
    else if (retracted.has(fact.eventId)) ignored.set(fact.id, `fact "${fact.eventId}" is retracted already`);
    else retracted.add(fact.eventId);
  }
  return { retracted, ignored };
}
