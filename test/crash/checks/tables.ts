import pg from 'pg';
import { LIVE_SCHEMA } from '#read-models';

export type Row = Readonly<Record<string, unknown>>;

/** The rows of a table by their primary keys, as text. */
export interface Table {
  readonly name: string;
  readonly rows: ReadonlyMap<string, Row>;
}

interface Found {
  readonly name: string;
  readonly key: readonly string[];
}

const TABLES = `SELECT c.relname AS name, array(
    SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) ORDER BY a.attnum
  ) AS key
  FROM pg_class c JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary
  WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname <> 'migrations' ORDER BY c.relname`;

/** When a row was written, which is no part of what it says. */
const WRITTEN_AT = 'updated_at';

/** Every row of the live read models, also of tables that a digest might forget. */
export async function readTables(databaseUrl: string): Promise<readonly Table[]> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const found = await db.query<Found>(TABLES, [LIVE_SCHEMA]);
    const tables: Table[] = [];
    for (const { name, key } of found.rows) {
      const { rows } = await db.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM ${LIVE_SCHEMA}.${name} AS t`);
      tables.push({ name, rows: new Map(rows.map(({ row }) => [keyOf(row, key), without(row)])) });
    }
    return tables;
  } finally {
    await db.end();
  }
}

const keyOf = (row: Row, key: readonly string[]): string => key.map((column) => String(row[column])).join(' ');

function without({ [WRITTEN_AT]: _, ...row }: Row): Row {
  return row;
}
