import { type CaseRun } from '../clocks/case-run.js';
import { hasCommitment, isOpenToChange, isUndecided } from '../clocks/clock.js';
import { countsByAny } from '../clocks/counts-by.js';
import { dueOf } from '../clocks/decide.js';
import { type Instant, instantOf } from '../model/time.js';

/**
 * The first instant after `now` at which a judgement may change by itself: a clock breached one millisecond after its
 * last instant, one at risk, a version with reach `open`, a fact that lies ahead.
 */
export function nextChange(run: CaseRun, now: number, laterFact: number | null): Instant | null {
  let next = laterFact ?? Infinity;
  const consider = (at: number | null): void => {
    if (at !== null && at > now && at < next) next = at;
  };
  for (const clock of run.clocks) {
    if (!isUndecided(clock) || !hasCommitment(clock)) continue;
    const { breachesAt, atRiskAt } = dueOf(run, clock);
    consider(breachesAt === null ? null : breachesAt + 1);
    consider(atRiskAt);
  }
  if (run.ticket.resolvedAt === null && run.ticket.cancelledAt === null) considerSwitches(run, now, consider);
  return next === Infinity ? null : instantOf(next);
}

function considerSwitches(run: CaseRun, now: number, consider: (at: number) => void): void {
  const open = run.clocks.filter(isOpenToChange);
  for (const { at, terms, calendars } of run.rules.switches) {
    const moves = terms !== null && (open.length > 0 || terms.own.size > 0);
    if (at > now && (moves || open.some((clock) => countsByAny(run, clock, calendars)))) consider(at);
  }
}
