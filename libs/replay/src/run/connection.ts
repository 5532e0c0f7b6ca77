import pg from 'pg';
import { LIVE_SCHEMA, searchPath } from '#read-models';

/** A worker that hangs in the middle of a shard loses it after this many milliseconds: PostgreSQL ends its transaction. */
const HUNG_AFTER_MS = 60_000;

/**
 * How a worker connects. Commits do not wait for the disk: a shard lost in a crash is done again, and the commit that
 * completes the audit, which does wait, comes after them in the write-ahead log.
 */
export function workerClient(databaseUrl: string): pg.Client {
  return new pg.Client({
    connectionString: databaseUrl,
    options: `${searchPath(LIVE_SCHEMA)} -c synchronous_commit=off`,
    idle_in_transaction_session_timeout: HUNG_AFTER_MS,
    keepAlive: true,
    application_name: 'avenant-replayer-worker',
  });
}

/** How the replayer itself connects. */
export function replayerPool(databaseUrl: string): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    options: searchPath(LIVE_SCHEMA),
    max: 4,
    keepAlive: true,
    application_name: 'avenant-replayer',
  });
}
