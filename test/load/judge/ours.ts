import { type CalendarDefinition, CompiledCalendar } from '#judge';
import { shareOf } from '../../../libs/judge/src/targets/at-risk.js';
import { dueByTime } from '../../../libs/judge/src/targets/due.js';
import { netAdvance } from '../../../libs/judge/src/targets/net-time.js';
import { type DueTimes, type Promised } from './due-workload.js';

const AT_RISK = shareOf(0.75);

/** Due times as the judge computes them, on a calendar compiled once. */
export class Ours implements DueTimes {
  private readonly calendar: CompiledCalendar;

  constructor(definition: CalendarDefinition) {
    this.calendar = new CompiledCalendar('office', definition);
  }

  /** Only `dueAt`. */
  dueAt({ from, withinMs, taken }: Promised): number {
    return netAdvance(this.calendar, from, withinMs, taken) ?? Infinity;
  }

  /** `dueAt`, `breachesAt` and `atRiskAt`, as a verdict states them. */
  dueBreachAndRiskAt({ from, withinMs, taken }: Promised): number {
    const { dueAt, breachesAt, atRiskAt } = dueByTime(this.calendar, from, withinMs, AT_RISK, taken);
    return (dueAt ?? 0) + (breachesAt ?? 0) + (atRiskAt ?? 0);
  }
}
