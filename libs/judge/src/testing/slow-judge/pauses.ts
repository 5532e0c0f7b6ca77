import { type Interval } from '../slow-time.js';
import { type Told } from './facts.js';
import { measure, type Measured } from './measure.js';
import { type Clock, type HeldTarget, isResolved, type World } from './world.js';

export interface Pause extends Interval {
  readonly reason: string;
  readonly began: Told;
  /** Undefined while it is open; then `to` is Infinity. */
  readonly ended: Told | undefined;
}

/** The pauses of a ticket in what was told; each change of reason begins another. */
export function pausesOf(told: readonly Told[]): readonly Pause[] {
  return told.flatMap((began, i) => {
    const reason =
      began.fact.type === 'paused' ? began.fact.reason : began.fact.type === 'opened' ? began.fact.paused : undefined;
    if (reason === undefined) return [];
    const ended = told.slice(i + 1).find((each, j) => {
      if (each.fact.type === 'closed') return !isResolved(told.slice(0, i + 1 + j));
      return ['paused', 'resumed', 'resolved'].includes(each.fact.type);
    });
    return [{ reason, began, ended, from: began.at, to: ended?.at ?? Infinity }];
  });
}

/** The pauses that stop a clock, by the terms it has, cut at its stop. */
export function pausesOfClock(world: World, clock: Clock): readonly Pause[] {
  const reasons = clock.terms?.terms.pauses ?? {};
  const stopsIt = (reason: string): boolean => {
    const metrics = Object.hasOwn(reasons, reason) ? (reasons[reason] ?? []) : [];
    return metrics.includes('*') || metrics.includes(clock.metric);
  };
  const end = endOf(clock) ?? Infinity;
  return pausesOf(world.told)
    .filter(({ reason, from }) => stopsIt(reason) && from < end)
    .map((pause) => ({ ...pause, to: Math.min(pause.to, end) }));
}

/** Where a clock stopped running; null while it runs. */
export function endOf(clock: Clock): number | null {
  return clock.decision?.state === 'void' ? clock.decision.at : (clock.stop?.at ?? null);
}

/** All that takes time away from a clock: its pauses, the time it was resolved, the exclusions of its category. */
function takenFrom(world: World, clock: Clock): readonly Interval[] {
  const exclusions = world.rulebook.exclusions.filter(
    ({ category }) => category === '*' || category === clock.category,
  );
  return [...pausesOfClock(world, clock), ...clock.gaps, ...exclusions];
}

/** Measures a clock by a target, with all that was told so far. */
export function measureClock(world: World, clock: Clock, { target, days, ms, calendar }: HeldTarget): Measured {
  const promised = {
    ...{ days, ms, calendar: calendar.calendar, kind: target.days ?? 'working' },
    atRisk: String(clock.terms?.terms.atRisk ?? '0.75'),
  };
  return measure(promised, clock.measuredFrom, takenFrom(world, clock));
}
