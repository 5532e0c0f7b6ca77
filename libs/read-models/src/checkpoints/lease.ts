import { queryRows, type Queryable } from '../sql/queryable.js';

/** Somebody else has the lease: nothing of this process may be committed. */
export class LeaseLostError extends Error {
  constructor(name: string, epoch: number) {
    super(`the lease on ${name} of epoch ${epoch} was taken over`);
    this.name = 'LeaseLostError';
  }
}

/** The right to write, as of an epoch. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly epoch: number;
}

const TAKE = `INSERT INTO projection_leases AS l (name, epoch, owner, lease_until)
  VALUES ($1, 1, $2, clock_timestamp() + $3 * interval '1 ms')
  ON CONFLICT (name) DO UPDATE SET epoch = l.epoch + 1, owner = $2, lease_until = excluded.lease_until
  WHERE l.owner IS NULL OR l.owner = $2 OR l.lease_until < clock_timestamp() OR $4
  RETURNING epoch::float8 AS epoch`;

/**
 * Takes a lease that is free, expired or its own, under a new epoch.
 * @param evenSo take it although it has not expired: the caller knows that its owner is gone
 * @returns null where another process has it
 */
export async function takeLease(
  db: Queryable,
  name: string,
  owner: string,
  ms: number,
  evenSo = false,
): Promise<Lease | null> {
  const rows = await queryRows<{ epoch: number }>(db, TAKE, [name, owner, ms, evenSo]);
  return rows[0] === undefined ? null : { name, owner, epoch: rows[0].epoch };
}

/**
 * Demands, inside a transaction, that the lease still holds, and keeps it from being taken over until the commit.
 * @param ms by how long it is prolonged
 * @throws LeaseLostError
 */
export async function holdLease(db: Queryable, { name, epoch }: Lease, ms: number): Promise<void> {
  const rows = await queryRows<{ held: boolean }>(
    db,
    `UPDATE projection_leases SET lease_until = clock_timestamp() + $3 * interval '1 ms'
     WHERE name = $1 AND epoch = $2 RETURNING true AS held`,
    [name, epoch, ms],
  );
  if (rows.length === 0) throw new LeaseLostError(name, epoch);
}

/** Waits for whoever writes at the moment, and makes the epoch another: nothing that began before can commit. */
export async function fence(db: Queryable, name: string): Promise<void> {
  await db.query(
    `INSERT INTO projection_leases AS l (name, epoch) VALUES ($1, 1) ON CONFLICT (name) DO UPDATE SET epoch = l.epoch + 1`,
    [name],
  );
}

/** Gives a lease back, so that another process need not wait for it to expire. */
export async function dropLease(db: Queryable, { name, epoch }: Lease): Promise<void> {
  await db.query(`UPDATE projection_leases SET owner = NULL, lease_until = NULL WHERE name = $1 AND epoch = $2`, [
    name,
    epoch,
  ]);
}
