import type { NoticeEvent } from '#domain';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** A notice that is to be announced. */
export interface Outgoing {
  /** Also the event's id in the log. */
  readonly id: string;
  readonly stream: string;
  readonly type: NoticeEvent['type'];
  readonly data: NoticeEvent['data'];
  /** Id of the event that led to it; null where it was the clock alone. */
  readonly causation: string | null;
}

const PUT = `INSERT INTO projection_outbox (id, stream, type, data, causation)
  SELECT id, stream, type, data, causation
  FROM json_to_recordset($1::json) AS r(id text, stream text, type text, data jsonb, causation text)
  WHERE NOT EXISTS (SELECT 1 FROM notices n WHERE n.id = r.id COLLATE "C")
  ON CONFLICT (id) DO NOTHING`;

/**
 * Notes notices to be announced, in the transaction of the tables that they follow from. What is announced already, or
 * on its way, is not noted again.
 */
export async function putOutgoing(db: Queryable, outgoing: readonly Outgoing[]): Promise<void> {
  if (outgoing.length > 0) await db.query(PUT, [JSON.stringify(outgoing)]);
}

/** The first notices that are not known to be in the log, in the order in which they were decided. */
export const unsentNotices = (db: Queryable, limit: number): Promise<readonly Outgoing[]> =>
  queryRows<Outgoing>(
    db,
    `SELECT id, stream, type, data, causation FROM projection_outbox WHERE sent_at IS NULL ORDER BY seq LIMIT $1`,
    [limit],
  );

/** Notes that notices are in the log; those that came back from it before are done with. */
export async function markSent(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await db.query(`DELETE FROM projection_outbox o USING notices n WHERE o.id = n.id AND o.id = ANY($1::text[])`, [ids]);
  await db.query(`UPDATE projection_outbox SET sent_at = clock_timestamp() WHERE id = ANY($1::text[])`, [ids]);
}

/** The log gave notices back: they are on their way no more. */
export async function clearOutgoing(db: Queryable, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.query('DELETE FROM projection_outbox WHERE id = ANY($1::text[])', [ids]);
}

/** Of some ids of notices those that are announced, or on their way. */
export async function announcedAmong(db: Queryable, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await queryRows<{ id: string }>(
    db,
    `SELECT id FROM notices WHERE id = ANY($1::text[])
     UNION SELECT id FROM projection_outbox WHERE id = ANY($1::text[])`,
    [ids],
  );
  return new Set(rows.map(({ id }) => id));
}
