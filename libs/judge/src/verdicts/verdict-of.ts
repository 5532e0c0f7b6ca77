import { type CaseRun } from '../clocks/case-run.js';
import { type Clock, type Commitment } from '../clocks/clock.js';
import { countAt, dueOf } from '../clocks/decide.js';
import { pauseStops } from '../clocks/taken-time.js';
import { type Instant, instantOf, millisOf } from '../model/time.js';
import { type Verdict, type VerdictState } from '../model/verdict.js';
import { factPlaces } from './facts-of.js';

const MARKED: readonly string[] = ['clamped'];
const UNMARKED: readonly string[] = [];

/** What stands at `now` of a clock that has, or had, a target. */
export function verdictOf(run: CaseRun, clock: Clock & { commitment: Commitment }, now: Instant): Verdict {
  const { decision } = clock;
  const state = decision?.state ?? (isPaused(run, clock) ? 'paused' : 'running');
  const places = factPlaces(run, clock);
  const { elapsedMs, overrunMs } = clock.frozen ?? countAt(run, clock, now);
  const words = decision ?? {
    ...run.ticket,
    termsVersion: clock.terms?.version ?? 0,
    goal: clock.commitment.target.goal,
  };
  // Field by field: this is the object that judging makes most of, and spreading it costs a third of the whole.
  const promise = promised(run, clock, state, now);
  return {
    metric: clock.metric,
    cycle: clock.cycle,
    state,
    startedAt: instantOf(clock.startedAt),
    measuredFrom: instantOf(clock.commitment.measuredFrom),
    dueAt: promise.dueAt,
    breachesAt: promise.breachesAt,
    atRiskAt: promise.atRiskAt,
    atRisk: promise.atRisk,
    targetMs: promise.targetMs,
    within: promise.within,
    calendar: promise.calendar,
    stoppedAt: orNull(clock.stoppedAt),
    decidedAt: decision && instantOf(decision.at),
    elapsedMs: millisOf(elapsedMs),
    overrunMs: millisOf(overrunMs),
    excused: null,
    marks: places.some((place) => run.placed[place]?.clamped) ? MARKED : UNMARKED,
    reason: decision && decision.reason,
    termsVersion: words.termsVersion,
    tier: words.tier,
    priority: words.priority,
    category: words.category,
    team: words.team,
    goal: words.goal,
    facts: places.map((place) => run.placed[place]?.fact.id ?? ''),
  };
}

export function isPaused(run: CaseRun, clock: Clock): boolean {
  const last = run.pauses.at(-1);
  return last?.to === Infinity && pauseStops(clock, last);
}

type Promised = Pick<Verdict, 'dueAt' | 'breachesAt' | 'atRiskAt' | 'atRisk' | 'targetMs' | 'within' | 'calendar'>;

const NO_TARGET: Promised = {
  dueAt: null,
  breachesAt: null,
  atRiskAt: null,
  atRisk: false,
  targetMs: null,
  within: null,
  calendar: null,
};

function promised(
  run: CaseRun,
  clock: Clock & { commitment: Commitment },
  state: VerdictState,
  now: Instant,
): Promised {
  if (clock.decision?.reason === 'no-target') return NO_TARGET;
  const { dueAt, breachesAt, atRiskAt, targetMs } = dueOf(run, clock);
  const { target, calendar } = clock.commitment;
  return {
    dueAt: orNull(dueAt),
    breachesAt: orNull(breachesAt),
    atRiskAt: orNull(atRiskAt),
    atRisk: (state === 'running' || state === 'paused') && atRiskAt !== null && atRiskAt <= now,
    targetMs: millisOf(targetMs),
    within: target.within,
    calendar: calendar.label,
  };
}

const orNull = (at: number | null): Instant | null => (at === null ? null : instantOf(at));
