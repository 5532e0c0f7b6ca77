import { type Fact, type IgnoredFact } from '../../model/facts.js';

/** A fact where it counts: `at` is the opening for one stated for before it. */
export interface Told {
  readonly fact: Fact;
  readonly at: number;
  readonly clamped: boolean;
}

export interface Tale {
  /** The opening first, then what makes sense after it, in order. */
  readonly told: readonly Told[];
  readonly ignored: readonly IgnoredFact[];
}

const inOrder = (a: Fact, b: Fact): number => a.at - b.at || a.revision - b.revision;

/** What is known at `now`, each event once, in order. */
function known(facts: readonly Fact[], now: number): readonly Fact[] {
  const sorted = facts.filter(({ at }) => at <= now).sort(inOrder);
  return sorted.filter((fact, i) => sorted.findIndex(({ id }) => id === fact.id) === i);
}

/** The ids that count as never stated, and the retractions that retract nothing. */
function retractions(facts: readonly Fact[]): { gone: ReadonlySet<string>; vain: ReadonlySet<string> } {
  const gone = new Set<string>();
  const vain = new Set<string>();
  for (const fact of [...facts].reverse()) {
    if (fact.type !== 'retracted' || gone.has(fact.id)) continue;
    if (gone.has(fact.eventId) || !facts.some(({ id }) => id === fact.eventId)) vain.add(fact.id);
    else gone.add(fact.eventId);
  }
  return { gone, vain };
}

/** Reads facts into what happened (spec/judge.md, Facts, and Fine print: Ignored, Retractions, Clamped). */
export function readFacts(facts: readonly Fact[], now: number): Tale {
  const all = known(facts, now);
  const { gone, vain } = retractions(all);
  const stated = all.filter(({ id }) => !gone.has(id));
  const opening = stated.find(({ type }) => type === 'opened');
  if (!opening) {
    const ignored = stated.filter(({ type, id }) => type !== 'retracted' || vain.has(id));
    return { told: [], ignored: ignored.map(({ id }) => ({ id, reason: 'never opened' })) };
  }
  const rest = stated
    .filter((fact) => fact !== opening)
    .map((fact) => ({ fact, at: Math.max(fact.at, opening.at), clamped: fact.at < opening.at }))
    .sort((a, b) => a.at - b.at || a.fact.revision - b.fact.revision);
  const told: Told[] = [{ fact: opening, at: opening.at, clamped: false }];
  const ignored: IgnoredFact[] = [];
  for (const each of rest) {
    const reason = vain.has(each.fact.id) ? 'retracts nothing' : nonsense(each.fact, standing(told));
    if (reason === null) told.push(each);
    else ignored.push({ id: each.fact.id, reason });
  }
  return { told, ignored };
}

interface Standing {
  readonly resolved: boolean;
  readonly closed: boolean;
  readonly cancelled: boolean;
  readonly paused: boolean;
}

/** Where the ticket stands after all that happened so far. */
function standing(told: readonly Told[]): Standing {
  let now: Standing = { resolved: false, closed: false, cancelled: false, paused: false };
  for (const { fact } of told) {
    if (fact.type === 'opened') now = { ...now, paused: fact.paused !== undefined };
    if (fact.type === 'paused') now = { ...now, paused: true };
    if (fact.type === 'resumed') now = { ...now, paused: false };
    if (fact.type === 'resolved') now = { ...now, resolved: true, paused: false };
    if (fact.type === 'closed') now = { ...now, resolved: true, closed: true, paused: false };
    if (fact.type === 'reopened') now = { ...now, resolved: false, closed: false };
    if (fact.type === 'cancelled') now = { ...now, cancelled: true };
  }
  return now;
}

const simple: readonly string[] = ['response', 'customer-reply', 'assigned', 'priority', 'tier', 'category'];

/** Why a fact makes no sense where it stands; null where it does. */
function nonsense({ type }: Fact, { resolved, closed, cancelled, paused }: Standing): string | null {
  if (type === 'retracted' || type === 'excused') return null;
  if (cancelled) return 'after the cancellation';
  const why = new Map<string, string | null>([
    ['opened', 'opened before'],
    ['paused', resolved ? 'resolved' : null],
    ['resumed', paused ? null : 'not paused'],
    ['resolved', resolved ? 'resolved before' : null],
    ['closed', closed ? 'closed before' : null],
    ['reopened', resolved ? null : 'not resolved'],
    ['cancelled', null],
  ]);
  const known = why.get(type);
  if (known !== undefined) return known;
  return simple.includes(type) || type.startsWith('milestone:') ? null : 'unknown type';
}
