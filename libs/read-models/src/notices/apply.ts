import type { RecordedEvent } from '#event-store';
import type { Queryable } from '../sql/queryable.js';
import { readNotice } from './read-notice.js';
import { writeNotices } from './store.js';

/**
 * Adds one event of a notice's stream to `notices`. Each stands by itself and is known by its id: one that is missing
 * before it in its stream keeps it out of nothing, and told again, at whatever place of the log, it changes nothing.
 * @returns false where the models have the notice already
 * @throws UnfitEventError an unknown or malformed event, or text that PostgreSQL cannot hold
 */
export async function applyNoticeEvent(db: Queryable, recorded: RecordedEvent): Promise<boolean> {
  return (await writeNotices(db, [readNotice(recorded)])) > 0;
}
