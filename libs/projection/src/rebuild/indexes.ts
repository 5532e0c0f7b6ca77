import { queryRows, type Queryable } from '#read-models';

/** Takes the indexes and keys of some tables of the first schema on the search path away; answers what makes them again. */
export async function dropIndexes(db: Queryable, tables: readonly string[]): Promise<readonly string[]> {
  const keys = await queryRows<{ table: string; name: string; definition: string }>(
    db,
    `SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE contype = 'p' AND conrelid = ANY($1::regclass[])`,
    [tables],
  );
  const indexes = await queryRows<{ name: string; definition: string }>(
    db,
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary`,
    [tables],
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  for (const { table, name } of keys) await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  return [
    ...keys.map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`),
    ...indexes.map(({ definition }) => definition),
  ];
}
