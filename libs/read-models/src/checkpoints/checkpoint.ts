import { instantOf, type Instant } from '#judge';
import { msOf, toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** The name of the one projection that fills all read models. */
export const PROJECTION = 'read-models';

/** NOTIFY on this channel in every commit that moves the models; the payload is the position. */
export const CHECKPOINT_CHANNEL = 'avenant_checkpoint';

/** Where the models stand. */
export interface Checkpoint {
  /** -1: before the first event. */
  readonly position: number;
  readonly hand: Instant;
  readonly events: number;
  readonly lastRecordedAt: number | null;
}

/** Where the models stand; null: nothing was ever written. */
export async function loadCheckpoint(db: Queryable, name = PROJECTION): Promise<Checkpoint | null> {
  const rows = await queryRows<{ position: number; hand: number; events: number; lastRecordedAt: number | null }>(
    db,
    `SELECT position::float8 AS position, ${msOf('hand')} AS hand, events::float8 AS events,
       ${msOf('last_recorded_at')} AS "lastRecordedAt" FROM projection_checkpoints WHERE name = $1`,
    [name],
  );
  const row = rows[0];
  return row === undefined ? null : { ...row, hand: instantOf(row.hand) };
}

const SAVE = `INSERT INTO projection_checkpoints AS c (name, position, hand, events, last_recorded_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp())
  ON CONFLICT (name) DO UPDATE SET position = excluded.position, hand = excluded.hand, events = excluded.events,
    last_recorded_at = excluded.last_recorded_at, updated_at = excluded.updated_at`;

/** Moves the checkpoint and tells who waits for it, when the transaction commits. */
export async function saveCheckpoint(db: Queryable, at: Checkpoint, name = PROJECTION): Promise<void> {
  await db.query(SAVE, [name, at.position, toSql(at.hand), at.events, toSql(at.lastRecordedAt)]);
  await db.query('SELECT pg_notify($1, $2)', [CHECKPOINT_CHANNEL, String(at.position)]);
}
