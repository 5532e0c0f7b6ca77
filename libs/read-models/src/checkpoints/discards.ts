import { readEvent, streamOf } from '#domain';
import type { RecordedEvent } from '#event-store';
import { demandTexts, UnfitEventError } from '../cases/happening.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import { PROJECTION } from './checkpoint.js';

/** The stream in which operators give events up. */
export const DISCARDS_STREAM = streamOf.deadLetter(PROJECTION);

/** An event that is left out, by its place. */
export interface Discard {
  readonly stream: string;
  readonly revision: number;
  readonly eventId: string;
  /** Of the event that says so. */
  readonly position: number;
}

/**
 * What an event of `DISCARDS_STREAM` says.
 * @throws UnfitEventError an unknown or malformed event
 */
export function readDiscard(recorded: RecordedEvent): Discard {
  try {
    const { type, data } = readEvent(recorded);
    if (type !== 'DeadLetterDiscarded') throw new TypeError('it is no event of dead letters');
    const { eventId, stream, revision } = data;
    demandTexts([eventId, stream]);
    if (!Number.isInteger(revision) || revision < 0 || revision > 2_147_483_647)
      throw new RangeError(`revision ${String(revision)} is none`);
    return { stream, revision, eventId, position: recorded.position };
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

/** All events that are left out. They are few: an operator has decided each. */
export const loadDiscards = (db: Queryable): Promise<readonly Discard[]> =>
  queryRows<Discard>(
    db,
    `SELECT stream, revision, event_id AS "eventId", position::float8 AS position FROM discards ORDER BY position`,
  );

/** Notes that an event is left out. @returns false where that was known */
export async function writeDiscard(db: Queryable, { stream, revision, eventId, position }: Discard): Promise<boolean> {
  const rows = await queryRows(
    db,
    `INSERT INTO discards (stream, revision, event_id, position) VALUES ($1, $2, $3, $4)
     ON CONFLICT (stream, revision) DO NOTHING RETURNING true AS is_new`,
    [stream, revision, eventId, position],
  );
  return rows.length > 0;
}

const passes = (table: string, key: string, prefix: string): string =>
  `UPDATE ${table} t SET revision = d.revision FROM discards d
   WHERE t.${key} = substr(d.stream, ${prefix.length + 1}) COLLATE "C" AND starts_with(d.stream, '${prefix}')
     AND d.revision = t.revision + 1 RETURNING true AS passed`;

const PASSES = [
  passes('cases', 'ticket_id', 'ticket-'),
  passes('agreements', 'agreement_id', 'agreement-'),
  passes('calendars', 'calendar_id', 'calendar-'),
];

/**
 * Counts an event that is left out as seen where it would be the next of its stream, so that the revision in the tables
 * is the stream's (whoever sends it back as `If-Match` is right).
 */
export async function passDiscarded(db: Queryable): Promise<void> {
  for (const sql of PASSES) while ((await queryRows(db, sql)).length > 0);
}
