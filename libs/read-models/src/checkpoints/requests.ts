import { queryRows, type Queryable } from '../sql/queryable.js';
import { PROJECTION } from './checkpoint.js';
import type { RequestKind } from './request.entity.js';

/** NOTIFY on this channel wakes the projector: something is asked of it. */
export const REQUEST_CHANNEL = 'avenant_requests';

export interface ProjectionRequest {
  readonly id: string;
  readonly kind: RequestKind;
  readonly argument: string | null;
}

/** The projection is not known. */
export class UnknownProjectionError extends Error {
  constructor(name: string) {
    super(`there is no projection ${name}; there is ${PROJECTION}`);
    this.name = 'UnknownProjectionError';
  }
}

async function request(db: Queryable, name: string, kind: RequestKind, argument: string | null = null): Promise<void> {
  if (name !== PROJECTION) throw new UnknownProjectionError(name);
  await db.query(
    `WITH asked AS (INSERT INTO projection_requests (name, kind, argument) VALUES ($1, $2, $3))
     SELECT pg_notify($4, $1)`,
    [name, kind, argument, REQUEST_CHANNEL],
  );
}

/** Asks for a rebuild beside the live model. @throws UnknownProjectionError */
export const requestRebuild = (db: Queryable, name: string): Promise<void> => request(db, name, 'rebuild');
/** Asks the projector to stop where it is. @throws UnknownProjectionError */
export const requestPause = (db: Queryable, name: string): Promise<void> => request(db, name, 'pause');
/** Asks the projector to go on. @throws UnknownProjectionError */
export const requestResume = (db: Queryable, name: string): Promise<void> => request(db, name, 'resume');
/** Asks for a dead letter (an event that could not be applied) to be tried again. @throws UnknownProjectionError */
export const requestRetry = (db: Queryable, name: string, deadLetterId: string): Promise<void> =>
  request(db, name, 'retry', deadLetterId);

/** What was asked and is not done, in order. */
export const openRequests = (db: Queryable): Promise<readonly ProjectionRequest[]> =>
  queryRows<ProjectionRequest>(
    db,
    `SELECT id::text AS id, kind, argument FROM projection_requests WHERE name = $1 AND done_at IS NULL ORDER BY id`,
    [PROJECTION],
  );

/** Notes that a request was seen to. @param error why it could not be done; null: it was */
export async function closeRequest(db: Queryable, id: string, error: string | null = null): Promise<void> {
  await db.query(`UPDATE projection_requests SET done_at = clock_timestamp(), error = $2 WHERE id = $1`, [id, error]);
}

/** The last request so far; `0`: none. */
export async function lastRequest(db: Queryable): Promise<string> {
  const rows = await queryRows<{ id: string }>(db, `SELECT coalesce(max(id), 0)::text AS id FROM projection_requests`);
  return rows[0]?.id ?? '0';
}

/** Notes that the rebuilds asked for up to a request are done: runs in the transaction that swaps the models. */
export async function closeRebuilds(db: Queryable, upTo: string): Promise<void> {
  await db.query(
    `UPDATE projection_requests SET done_at = clock_timestamp()
     WHERE name = $1 AND kind = 'rebuild' AND done_at IS NULL AND id <= $2`,
    [PROJECTION, upTo],
  );
}
