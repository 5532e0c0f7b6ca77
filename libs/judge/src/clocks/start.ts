import { governing } from '../versions/governing.js';
import { type CaseRun } from './case-run.js';
import { type Clock, type Commitment } from './clock.js';

/** Starts a clock: the version in force now governs it, and it has the target that fits, if any. */
export function startClock(run: CaseRun, metric: string, at: number): void {
  const terms = run.rules.terms.at(at);
  const { tier, priority, category } = run.ticket;
  const target = terms?.target(metric, tier, priority, category) ?? null;
  const clock = addClock(run, metric, at, run.index);
  clock.terms = terms;
  if (!terms || target?.within == null) return;
  const calendar = governing(run.rules, target.calendarId, terms.timeZone, { start: at, at });
  const commitment: Commitment | null = calendar && { target, calendar, measuredFrom: at, timeMs: target.timeMs };
  clock.commitment = commitment;
}

/** Adds a clock without terms: what is known is only its start. */
export function addClock(run: CaseRun, metric: string, at: number, startIndex: number): Clock {
  const cycle = (run.starts.get(metric) ?? 0) + 1;
  run.starts.set(metric, cycle);
  const clock: Clock = {
    metric,
    cycle,
    ownStart: at,
    startIndex,
    startedAt: at,
    terms: null,
    commitment: null,
    calendarAsOf: at,
    category: run.ticket.category,
    decision: null,
    ended: false,
    stoppedAt: null,
    stopIndex: -1,
    resumes: [],
    due: null,
    frozen: null,
  };
  run.clocks.push(clock);
  return clock;
}
