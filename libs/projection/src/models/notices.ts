import type { RecordedEvent } from '#event-store';
import {
  clearOutgoing,
  NOTICE_PREFIX,
  readNotice,
  UnfitEventError,
  writeNotices,
  type NoticeRow,
  type Queryable,
} from '#read-models';
import type { Letters } from './letters.js';

/** Whether an event tells that something was announced. */
export const isNotice = ({ stream }: RecordedEvent): boolean => stream.startsWith(NOTICE_PREFIX);

/** Adds what was announced to the tables; it is on its way no more. */
export async function applyNotices(db: Queryable, events: readonly RecordedEvent[], letters: Letters): Promise<void> {
  const rows: NoticeRow[] = [];
  for (const event of events) {
    if (letters.waits(event)) continue;
    try {
      rows.push(readNotice(event));
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      letters.add(event, error.message);
    }
  }
  await writeNotices(db, rows);
  await clearOutgoing(
    db,
    rows.map(({ id }) => id),
  );
}
