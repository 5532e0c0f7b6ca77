import type { Queryable } from '#read-models';

/** Runs work in one transaction; whatever it throws rolls all back. */
export async function inTransaction<T>(db: Queryable, work: () => Promise<T>): Promise<T> {
  await db.query('BEGIN');
  try {
    const result = await work();
    await db.query('COMMIT');
    return result;
  } catch (error) {
    // A broken connection has rolled back by itself; the first error is the one that tells.
    await db.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** Runs work that may fail without failing the transaction around it. */
export async function inSavepoint<T>(db: Queryable, work: () => Promise<T>): Promise<T> {
  await db.query('SAVEPOINT part');
  try {
    const result = await work();
    await db.query('RELEASE SAVEPOINT part');
    return result;
  } catch (error) {
    await db.query('ROLLBACK TO SAVEPOINT part');
    throw error;
  }
}
