import { type CaseRun } from './case-run.js';
import { type Clock, isUndecided } from './clock.js';

/** Whether a clock counts, or would count if it had its target, by one of some calendars. */
export function countsByAny(run: CaseRun, clock: Clock, calendars: ReadonlySet<string>): boolean {
  const { tier, priority, category } = run.ticket;
  const target = isUndecided(clock)
    ? clock.commitment?.target
    : clock.terms?.target(clock.metric, tier, priority, category);
  return target != null && calendars.has(target.calendarId);
}
