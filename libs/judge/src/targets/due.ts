import { type OpenTime } from '../calendar/open-time.js';
import { alwaysOpen } from '../calendar/always-open.js';
import { dateOf, DAY } from '../time/local-date.js';
import { atRiskAfter, type Share } from './at-risk.js';
import { netAdvance, netOpen, runsOn, type Taken, takenOpen } from './net-time.js';

/** The instants of a clock under its target (spec/judge.md, Targets). Null: not known while a pause is open. */
export interface Due {
  /** The first instant at which the target is used up. */
  readonly dueAt: number | null;
  /** The last instant at which a stop is in time. */
  readonly breachesAt: number | null;
  readonly atRiskAt: number | null;
  /** The time part; with a day part, the budget. */
  readonly targetMs: number;
  /** What elapsed time is counted in, and from where. */
  readonly unit: OpenTime;
  readonly origin: number;
}

/** Elapsed counts every millisecond where days are calendar days. */
const everyMillisecond = alwaysOpen('UTC');

/** A target with a time part only: `within` milliseconds of open time. */
export function dueByTime(time: OpenTime, from: number, within: number, share: Share, taken: Taken): Due {
  const dueAt = netAdvance(time, from, within, taken);
  return {
    dueAt,
    breachesAt: dueAt === null ? null : runsOn(time, dueAt, taken),
    atRiskAt: netAdvance(time, from, atRiskAfter(share, within), taken),
    targetMs: within,
    unit: time,
    origin: from,
  };
}

/** A target with a day part: `days` dates on by the wall clock, then the time part as open time. */
export interface DayTarget {
  readonly days: number;
  readonly timeMs: number;
  readonly calendarDays: boolean;
}

export function dueByDays(time: OpenTime, from: number, target: DayTarget, share: Share, taken: Taken): Due {
  const unit = target.calendarDays ? everyMillisecond : time;
  const origin = time.firstOpen(from);
  const untaken = daysOn(time, origin, target);
  const budget = unit.open(origin, untaken);
  // Pauses give back what they took; where they took nothing the due time stays, also outside open time.
  const took = takenOpen(unit, origin, untaken, taken) > 0;
  const dueAt = took ? netAdvance(unit, origin, budget, taken) : untaken;
  const atRiskAt = netAdvance(unit, origin, atRiskAfter(share, budget), taken);
  return { dueAt, breachesAt: dueAt, atRiskAt, targetMs: budget, unit, origin };
}

function daysOn(time: OpenTime, origin: number, { days, timeMs, calendarDays }: DayTarget): number {
  const local = time.zone.toLocal(origin);
  const date = dateOf(local);
  const due = calendarDays ? date + days : time.workingDay(date, days);
  return time.advance(time.zone.toInstant(due * DAY + (local - date * DAY)), timeMs);
}

/** Net elapsed milliseconds at an instant. */
export function elapsedAt({ unit, origin }: Due, at: number, taken: Taken): number {
  return netOpen(unit, origin, at, taken);
}
