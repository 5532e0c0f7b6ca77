import { queryRows, type Queryable } from '../sql/queryable.js';

/** Cases of an agreement that wait to be judged again. */
export interface Restatement {
  readonly position: number;
  readonly agreementId: string;
  /** The last ticket judged again; `''`: none yet. */
  readonly cursor: string;
}

/**
 * Asks for every case of some agreements to be judged again; a pending one of the same agreement starts over. How many
 * there are is counted here, once.
 */
export async function addRestatements(db: Queryable, agreementIds: readonly string[], position: number): Promise<void> {
  if (agreementIds.length === 0) return;
  await db.query(`DELETE FROM projection_restatements WHERE agreement_id = ANY($1::text[])`, [agreementIds]);
  await db.query(
    `INSERT INTO projection_restatements (position, agreement_id, cursor, cases, total)
     SELECT $2, agreement_id, '', 0, count(*) FROM cases WHERE agreement_id = ANY($1::text[]) GROUP BY agreement_id`,
    [agreementIds, position],
  );
}

/** The oldest restatement pending; null: none. */
export async function nextRestatement(db: Queryable): Promise<Restatement | null> {
  const rows = await queryRows<Restatement>(
    db,
    `SELECT position::float8 AS position, agreement_id AS "agreementId", cursor FROM projection_restatements
     ORDER BY position, agreement_id LIMIT 1`,
  );
  return rows[0] ?? null;
}

/** Notes how far a restatement has come. */
export async function moveRestatement(db: Queryable, one: Restatement, cursor: string, cases: number): Promise<void> {
  await db.query(
    `UPDATE projection_restatements SET cursor = $3, cases = cases + $4 WHERE position = $1 AND agreement_id = $2`,
    [one.position, one.agreementId, cursor, cases],
  );
}

export async function endRestatement(db: Queryable, { position, agreementId }: Restatement): Promise<void> {
  await db.query(`DELETE FROM projection_restatements WHERE position = $1 AND agreement_id = $2`, [
    position,
    agreementId,
  ]);
}
