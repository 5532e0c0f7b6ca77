import { readEvent, type CalendarEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import { parseInstant } from '#judge';
import { UnfitEventError } from '../cases/happening.js';
import { toSql } from '../sql/instants.js';
import { nextInStream } from '../sql/next-in-stream.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

export const CALENDAR_PREFIX = 'calendar-';

const CALENDAR = `INSERT INTO calendars (calendar_id, time_zone, revision, position, recorded_at) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (calendar_id) DO UPDATE
  SET time_zone = excluded.time_zone, revision = excluded.revision, position = excluded.position`;

const VERSION = `INSERT INTO calendar_versions (calendar_id, version, effective_from, effective_until, reach, supersedes,
  reason, definition, position, recorded_at) VALUES ($1, $2, $3, NULL, $4, $5, $6, $7, $8, $9)`;

/**
 * Moves the tables of calendars by one event of a calendar's stream.
 * @returns false where the models have the event already
 * @throws UnfitEventError an unknown or malformed event, or one out of the stream's order
 */
export async function applyCalendarEvent(db: Queryable, recorded: RecordedEvent): Promise<boolean> {
  const calendarId = recorded.stream.slice(CALENDAR_PREFIX.length);
  const known = await queryRows<{ revision: number }>(db, 'SELECT revision FROM calendars WHERE calendar_id = $1', [
    calendarId,
  ]);
  if (!nextInStream(recorded, known[0]?.revision ?? -1)) return false;
  const { definition, law } = read(recorded);
  const { revision, position } = recorded;
  const recordedAt = toSql(recorded.recordedAt);
  await db.query(CALENDAR, [calendarId, definition.timeZone, revision, position, recordedAt]);
  await db.query(VERSION, [calendarId, ...law, JSON.stringify(definition), position, recordedAt]);
  return true;
}

function read(recorded: RecordedEvent) {
  try {
    const event = readEvent(recorded) as CalendarEvent;
    return { definition: event.data.definition, law: lawOf(event) };
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

/** Version, effective from, reach, supersedes, reason. */
function lawOf(event: CalendarEvent): readonly unknown[] {
  switch (event.type) {
    case 'CalendarDefined': {
      const { effectiveFrom } = event.data;
      return [1, effectiveFrom === null ? null : toSql(parseInstant(effectiveFrom)), 'new', false, null];
    }
    case 'CalendarRevised': {
      const { version, effectiveFrom, reach, supersedes, reason } = event.data;
      return [version, toSql(parseInstant(effectiveFrom)), reach, supersedes, reason];
    }
    default:
      return notOfACalendar(event);
  }
}

function notOfACalendar(event: never): never {
  throw new TypeError(`${(event as { type: string }).type} is no event of a calendar`);
}
