import type { RecordedEvent } from '#event-store';
import {
  AGREEMENT_PREFIX,
  agreementsNaming,
  applyAgreementEvent,
  applyCalendarEvent,
  CALENDAR_PREFIX,
  UnfitEventError,
  type Queryable,
} from '#read-models';
import type { Letters } from './letters.js';
import { isDataError } from './sql-errors.js';
import { inSavepoint } from './transaction.js';

/** Whether an event moves versions, terminations or exclusions, rather than a ticket. */
export const isLaw = ({ stream }: RecordedEvent): boolean =>
  stream.startsWith(AGREEMENT_PREFIX) || stream.startsWith(CALENDAR_PREFIX);

/**
 * Moves the tables of agreements and calendars by some events, each in its order.
 * @returns the agreements whose cases may be judged otherwise now
 */
export async function applyLaws(
  db: Queryable,
  events: readonly RecordedEvent[],
  letters: Letters,
): Promise<Set<string>> {
  const touched = new Set<string>();
  for (const event of events) {
    if (letters.waits(event)) continue;
    try {
      const agreements = await inSavepoint(db, () => applyLaw(db, event));
      for (const id of agreements) touched.add(id);
    } catch (error) {
      if (!(error instanceof UnfitEventError) && !isDataError(error)) throw error;
      letters.add(event, (error as Error).message);
    }
  }
  return touched;
}

async function applyLaw(db: Queryable, event: RecordedEvent): Promise<readonly string[]> {
  if (event.stream.startsWith(CALENDAR_PREFIX)) {
    const isNew = await applyCalendarEvent(db, event);
    return isNew ? agreementsNaming(db, event.stream.slice(CALENDAR_PREFIX.length)) : [];
  }
  const isNew = await applyAgreementEvent(db, event);
  return isNew ? [event.stream.slice(AGREEMENT_PREFIX.length)] : [];
}
