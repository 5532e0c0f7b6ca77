import { derivedId } from '../ids.js';
import type { IsoInstant } from '../event.js';

/**
 * The id of a warning or a breach, in the log and in the tables: the same clock at the same instant gives the same id,
 * so that no restart announces twice.
 * @param at `atRiskAt` of a warning, `breachesAt` of a breach, in UTC with milliseconds as the event says it
 */
export function noticeIdOf(
  kind: 'ClockWarned' | 'BreachNoticed',
  ticketId: string,
  metric: string,
  cycle: number,
  at: IsoInstant,
): string {
  return derivedId(['notice', kind, ticketId, metric, String(cycle), at]);
}

/**
 * The id of a BreachRetracted: it follows from the notice that it takes back and from what undid the breach.
 * @param retracts the `noticeId` of the BreachNoticed
 * @param undoneAt the log position of what undid it, decimal
 */
export function retractionIdOf(retracts: string, undoneAt: string): string {
  return derivedId(['notice', 'BreachRetracted', retracts, undoneAt]);
}
