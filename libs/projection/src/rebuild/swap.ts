import type { Client } from 'pg';
import { CHECKPOINT_CHANNEL, fence, LIVE_SCHEMA, PROJECTION, REBUILD_SCHEMA } from '#read-models';
import { inTransaction } from '../models/transaction.js';

/** What the live schema is called between the swap and its end. */
export const OLD_SCHEMA = 'avenant_old';

/**
 * Puts the new models in the place of the live ones, in one transaction. It first makes the live writer wait and lose
 * its epoch, so that nothing it began before can reach the new tables; then the last steps are made that the live
 * models were ahead.
 * @param lastSteps answers the position that the new models have reached
 */
export function swap(db: Client, lastSteps: () => Promise<number>): Promise<void> {
  return inTransaction(db, async () => {
    await fence(db, PROJECTION);
    const position = await lastSteps();
    await db.query(`ALTER SCHEMA ${LIVE_SCHEMA} RENAME TO ${OLD_SCHEMA}`);
    await db.query(`ALTER SCHEMA ${REBUILD_SCHEMA} RENAME TO ${LIVE_SCHEMA}`);
    await db.query('SELECT pg_notify($1, $2)', [CHECKPOINT_CHANNEL, String(position)]);
  });
}

/** Takes the tables away that a swap has replaced; waits for queries that still read them. */
export async function dropOld(db: Client): Promise<void> {
  await db.query(`DROP SCHEMA IF EXISTS ${OLD_SCHEMA} CASCADE`);
}
