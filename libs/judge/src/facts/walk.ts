import { type Fact } from '../model/facts.js';
import { type Instant } from '../model/time.js';
import { orderFacts, type PlacedFact } from './order.js';
import { retractions } from './retractions.js';

export type Opening = Extract<Fact, { type: 'opened' }>;

/** The facts of a case as they are taken, without what was retracted and the retractions that did it. */
export interface Walk {
  /** Null where the case has no opening: then each fact is ignored. */
  readonly opened: Opening | null;
  /** `opened` first, then those clamped to it and the others by (`at`, revision). */
  readonly placed: readonly PlacedFact[];
}

/** Lays out the facts of a case up to `now`. */
export function walkFacts(facts: readonly Fact[], now: Instant): Walk {
  const ordered = orderFacts(facts, now);
  const { retracted, ignored } = retractions(ordered);
  const stated = retracted.size === 0 ? ordered : ordered.filter(({ id }) => !retracted.has(id));
  const opened = stated.find((fact): fact is Opening => fact.type === 'opened') ?? null;
  const placed: PlacedFact[] = [];
  for (const fact of opened ? openedFirst(stated, opened) : stated) {
    const reason = ignored.get(fact.id) ?? (opened ? null : 'the ticket was never opened');
    if (fact.type === 'retracted' && !ignored.has(fact.id)) continue;
    const clamped = opened !== null && fact.at < opened.at;
    placed.push({ fact, at: clamped ? opened.at : fact.at, clamped, ignored: reason });
  }
  return { opened, placed };
}

/** Facts stated for before the opening, or for its instant, come after it by revision. */
function openedFirst(stated: readonly Fact[], opened: Fact): readonly Fact[] {
  if (stated[0] === opened && (stated.length === 1 || (stated[1] as Fact).at > opened.at)) return stated;
  const early = stated.filter((fact) => fact !== opened && fact.at <= opened.at);
  early.sort((a, b) => a.revision - b.revision || a.at - b.at);
  return [opened, ...early, ...stated.filter((fact) => fact.at > opened.at)];
}
