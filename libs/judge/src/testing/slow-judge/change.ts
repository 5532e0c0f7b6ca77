import { type TermsVersion } from '../../model/versions.js';
import { measureClock } from './pauses.js';
import { type Change, type Switched, targetFor } from './targets.js';
import { readWithin } from './within.js';
import { type Attributes, attributesOf, type Clock, type Decision, type HeldTarget, type World } from './world.js';

export function decide(
  world: World,
  clock: Clock,
  { state, at, reason }: Pick<Decision, 'state' | 'at' | 'reason'>,
  attributes: Attributes = attributesOf(world.told),
): void {
  const elapsed = clock.target === null ? 0 : measureClock(world, clock, clock.target).elapsed(at);
  clock.decision = {
    state,
    at,
    reason,
    attributes,
    elapsed,
    told: world.told.length,
    termsVersion: clock.terms?.version ?? 0,
  };
}

/** Breaches the clocks whose time ran out before an instant, by what was told so far. */
export function passTime(world: World, clocks: readonly Clock[], at: number): void {
  for (const clock of clocks) {
    if (clock.decision || !clock.target || clock.stop) continue;
    const { breachesAt } = measureClock(world, clock, clock.target);
    if (breachesAt === null || breachesAt >= at) continue;
    const toldBy = world.told.filter((each) => each.at <= breachesAt);
    decide(world, clock, { state: 'breached', at: breachesAt, reason: 'time' }, attributesOf(toldBy));
  }
}

const sameTarget = (old: HeldTarget, now: HeldTarget): boolean => {
  const [before, after] = [readWithin(old.target.within), readWithin(now.target.within)];
  return (
    before.days === after.days &&
    before.ms === after.ms &&
    (old.target.days ?? 'working') === (now.target.days ?? 'working') &&
    old.calendar.id === now.calendar.id
  );
};

/** `r * within` with `r = (targetMs - elapsed) / within` of the old target, rounded half up. */
function proportionalMs(world: World, clock: Clock, old: HeldTarget, now: HeldTarget, c: number): number {
  const left = BigInt(old.ms - measureClock(world, clock, old).elapsed(c));
  const within = BigInt(readWithin(old.target.within).ms);
  return Number((2n * left * BigInt(now.ms) + within) / (2n * within));
}

/** From where a clock is measured after a change, and with how much (Metrics and their clocks, Changed). */
function measuring(world: World, clock: Clock, target: HeldTarget, { at: c, terms }: Change): Partial<Clock> {
  const policy = terms.terms.change ?? 'from-start';
  const old = clock.target;
  if (!old) return { target, measuredFrom: clock.startedAt };
  if (sameTarget(old, target)) return { target: { ...target, ms: old.ms } };
  if (policy === 'restart') return { target, measuredFrom: c };
  if (policy === 'proportional' && old.days === 0 && target.days === 0)
    return { target: { ...target, ms: proportionalMs(world, clock, old, target, c) }, measuredFrom: c };
  return { target, measuredFrom: clock.startedAt };
}

/** One change of a clock: of its ticket, its terms or its calendar. A breached or met clock is not touched. */
export function changeClock(
  world: World,
  clock: Clock,
  at: number,
  terms: TermsVersion | null,
  switched?: Switched,
): void {
  if (!terms || (clock.decision && clock.decision.state !== 'void')) return;
  const attributes = attributesOf(world.told);
  const change: Change = { at, terms, attributes, switched };
  const startedAt = clock.target ? clock.startedAt : terms.terms.change === 'restart' ? at : clock.start.at;
  const target = targetFor(world, { ...clock, startedAt }, change);
  if (!target) return void loseTarget(world, clock, change);
  clock.startedAt = startedAt;
  const measured = measuring(world, clock, target, change);
  if (clock.decision) {
    clock.changes = [...clock.changes, ...clock.laterChanges];
    clock.laterChanges = [];
  }
  Object.assign(clock, { terms, category: attributes.category, decision: null, ...measured });
  const { breachesAt } = measureClock(world, clock, clock.target ?? target);
  if (breachesAt !== null && breachesAt < at) decide(world, clock, { state: 'breached', at, reason: 'change' });
}

function loseTarget(world: World, clock: Clock, { at, terms, attributes }: Change): void {
  if (clock.target) {
    decide(world, clock, { state: 'void', at, reason: 'no-target' });
    clock.decision = clock.decision && { ...clock.decision, termsVersion: terms.version };
  }
  Object.assign(clock, { terms, target: null, category: attributes.category });
}
