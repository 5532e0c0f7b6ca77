import { type Told } from './facts.js';
import { endOf, measureClock, type Pause, pausesOfClock } from './pauses.js';
import { attributesOf, type Clock, type World } from './world.js';

/** A verdict in the form of JSON. */
export type SlowVerdict = Readonly<Record<string, unknown>>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** The ids of the facts that a clock's verdict rests on, in their order. */
function factsOf(world: World, clock: Clock): readonly Told[] {
  const told = clock.decision?.state === 'void' ? clock.decision.told : (clock.stop?.told ?? world.told.length);
  const overlaps = ({ from, ended }: Pause): boolean => (ended?.at ?? Infinity) > Math.max(from, clock.startedAt);
  const pauses = pausesOfClock(world, clock).filter(overlaps);
  const ids = new Set([
    clock.start.fact.id,
    ...pauses.flatMap(({ began, ended }) => [began.fact.id, ended?.fact.id]),
    ...clock.gaps.flatMap((gap) => gap.ids),
    ...clock.changes,
    ...(clock.decision?.reason === 'no-target' ? [] : [clock.stop?.id]),
  ]);
  return world.told.slice(0, told).filter(({ fact }) => ids.has(fact.id));
}

function figures(world: World, clock: Clock, now: number): SlowVerdict {
  if (!clock.target)
    return {
      ...{ dueAt: null, breachesAt: null, elapsedMs: clock.decision?.elapsed, targetMs: null, overrunMs: 0 },
      ...{ within: null, atRiskAt: null, atRisk: false, calendar: null },
    };
  const { target, calendar } = clock.target;
  const measured = measureClock(world, clock, clock.target);
  const end = endOf(clock) ?? now;
  return {
    ...{ dueAt: iso(measured.dueAt), breachesAt: iso(measured.breachesAt), atRiskAt: iso(measured.atRiskAt) },
    ...{ elapsedMs: measured.elapsed(end), targetMs: measured.targetMs, overrunMs: measured.overrun(end) },
    atRisk: clock.decision === null && measured.atRiskAt !== null && measured.atRiskAt <= now,
    within: target.within,
    calendar: calendar.version ? `${calendar.id}@${calendar.version.version}` : calendar.id,
  };
}

function stateOf(world: World, clock: Clock): string {
  if (clock.decision) return clock.decision.state;
  return pausesOfClock(world, clock).some(({ to }) => to === Infinity) ? 'paused' : 'running';
}

/** When, why and for whom a clock was decided, or what its ticket is now. */
function decided(world: World, { decision, terms }: Clock): SlowVerdict {
  if (decision) {
    const { at, reason, termsVersion, attributes } = decision;
    return { decidedAt: iso(at), reason, termsVersion, ...attributes };
  }
  return { decidedAt: null, reason: null, termsVersion: terms?.version, ...attributesOf(world.told) };
}

/** The reason of the last excuse of a breached clock. */
function excusedBy(world: World, { metric, cycle, decision }: Clock): string | null {
  const excuses = world.told.flatMap(({ fact }) =>
    fact.type === 'excused' && fact.metric === metric && fact.cycle === cycle ? [fact.reason] : [],
  );
  return decision?.state === 'breached' ? (excuses.at(-1) ?? null) : null;
}

/** The verdict of a clock; null of one that never had a target. */
function verdictOf(world: World, clock: Clock, now: number): SlowVerdict | null {
  if (!clock.target && !clock.decision) return null;
  const facts = factsOf(world, clock);
  return {
    ...{ metric: clock.metric, cycle: clock.cycle, state: stateOf(world, clock) },
    ...{ startedAt: iso(clock.startedAt), measuredFrom: iso(clock.measuredFrom), stoppedAt: iso(endOf(clock)) },
    ...decided(world, clock),
    ...figures(world, clock, now),
    excused: excusedBy(world, clock),
    marks: facts.some(({ clamped }) => clamped) ? ['clamped'] : [],
    goal: clock.target?.target.goal ?? null,
    facts: facts.map(({ fact }) => fact.id),
  };
}

/** All verdicts at `now`, by metric name, then cycle. */
export function verdictsOf(world: World, now: number): readonly SlowVerdict[] {
  const byName = (a: Clock, b: Clock): number =>
    a.metric === b.metric ? a.cycle - b.cycle : a.metric < b.metric ? -1 : 1;
  return [...world.clocks]
    .sort(byName)
    .map((clock) => verdictOf(world, clock, now))
    .filter((each) => each !== null);
}
