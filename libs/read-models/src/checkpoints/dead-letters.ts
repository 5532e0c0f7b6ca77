import type { RecordedEvent } from '#event-store';
import { TICKET_PREFIX } from '../cases/happening.js';
import type { Standing } from '../fold/standing.js';
import { toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** An event that cannot be applied: the rest of its stream waits. */
export interface StuckStream {
  readonly stream: string;
  readonly revision: number;
  readonly waitingTo: number;
}

const streamOf = (ticketId: string): string => `${TICKET_PREFIX}${ticketId}`;

/** Of some tickets those that cannot be judged, with the reason. */
export async function loadTroubles(db: Queryable, ticketIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await queryRows<{ id: string; reason: string }>(
    db,
    `SELECT id, reason FROM dead_letters WHERE kind = 'case' AND id = ANY($1::text[])`,
    [ticketIds.map(streamOf)],
  );
  return new Map(rows.map(({ id, reason }) => [id.slice(TICKET_PREFIX.length), reason]));
}

/** All streams with an event that cannot be applied. They are few: an operator has to look at each. */
export async function loadStuckStreams(db: Queryable): Promise<Map<string, StuckStream>> {
  const rows = await queryRows<StuckStream>(
    db,
    `SELECT stream, revision, waiting_to AS "waitingTo" FROM dead_letters WHERE kind = 'event'`,
  );
  return new Map(rows.map((row) => [row.stream, row]));
}

const PUT = `INSERT INTO dead_letters (id, kind, stream, revision, position, type, reason, waiting_to, recorded_at)
  SELECT id, kind, stream, revision, position, type, reason, revision, recorded_at FROM json_to_recordset($1::json)
    AS r(id text, kind text, stream text, revision integer, position bigint, type text, reason text, recorded_at timestamptz)
  ON CONFLICT (id) DO UPDATE SET revision = excluded.revision, position = excluded.position, type = excluded.type,
    reason = excluded.reason, recorded_at = excluded.recorded_at, waiting_to = excluded.waiting_to`;

/** Cases that cannot be judged: named by their streams, at their last event. */
export async function writeCaseLetters(db: Queryable, troubled: readonly Standing[]): Promise<void> {
  if (troubled.length === 0) return;
  const letters = troubled.map(({ case: { ticketId, facts, revision, position }, trouble }) => ({
    id: streamOf(ticketId),
    kind: 'case',
    stream: streamOf(ticketId),
    ...{ revision, position, type: facts.at(-1)?.type ?? '', reason: printable(trouble ?? '') },
    recorded_at: toSql(facts.at(-1)?.recordedAt ?? 0),
  }));
  await db.query(PUT, [JSON.stringify(letters)]);
}

export async function clearCaseLetters(db: Queryable, mended: readonly Standing[]): Promise<void> {
  if (mended.length === 0) return;
  const ids = mended.map((standing) => streamOf(standing.case.ticketId));
  await db.query(`DELETE FROM dead_letters WHERE kind = 'case' AND id = ANY($1::text[])`, [ids]);
}

/** Text that PostgreSQL can hold. */
const printable = (text: string): string => text.replaceAll('\u0000', '\uFFFD').replace(/\p{Surrogate}/gu, '\uFFFD');

/** Events that cannot be applied, each the first of its stream. */
export async function writeEventLetters(
  db: Queryable,
  refused: readonly { readonly event: RecordedEvent; readonly reason: string }[],
): Promise<void> {
  if (refused.length === 0) return;
  const letters = refused.map(({ event: { id, stream, revision, position, type, recordedAt }, reason }) => ({
    ...{ id, kind: 'event', stream, revision, position, type: printable(type), reason: printable(reason) },
    recorded_at: toSql(recordedAt),
  }));
  await db.query(PUT, [JSON.stringify(letters)]);
}

/** Notes how far the events have come that wait behind one that cannot be applied. */
export async function writeWaiting(db: Queryable, waiting: ReadonlyMap<string, number>): Promise<void> {
  if (waiting.size === 0) return;
  await db.query(
    `UPDATE dead_letters d SET waiting_to = greatest(d.waiting_to, w.revision)
     FROM unnest($1::text[], $2::int[]) AS w(stream, revision) WHERE d.kind = 'event' AND d.stream = w.stream COLLATE "C"`,
    [[...waiting.keys()], [...waiting.values()]],
  );
}

/** Takes an event letter away: its stream is tried again from there. Answers the stream, null where there is none. */
export async function takeEventLetter(db: Queryable, id: string): Promise<StuckStream | null> {
  const rows = await queryRows<StuckStream>(
    db,
    `DELETE FROM dead_letters WHERE kind = 'event' AND id = $1
     RETURNING stream, revision, waiting_to AS "waitingTo"`,
    [id],
  );
  return rows[0] ?? null;
}

/** Takes the letter of one event away. */
export async function dropEventLetter(db: Queryable, stream: string, revision: number): Promise<void> {
  await db.query(`DELETE FROM dead_letters WHERE kind = 'event' AND stream = $1 AND revision = $2`, [stream, revision]);
}
