import { LIVE_SCHEMA } from '../data-source.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** Tables of what governs tickets, and of what was given up. */
export const RULE_TABLES = [
  'agreements',
  'agreement_versions',
  'agreement_terminations',
  'exclusions',
  'calendars',
  'calendar_versions',
  'discards',
] as const;

/** Tables of what was judged. */
export const CASE_TABLES = [
  'cases',
  'verdicts',
  'compliance_days',
  'compliance_counters',
  'duration_buckets',
  'rating_counters',
  'undone_breaches',
] as const;

/** Tables of what was announced. */
export const NOTICE_TABLES = ['notices'] as const;

/** Tables that say how the models stand now, whatever is asked of the past. */
export const PRESENT_TABLES = ['projection_checkpoints', 'projection_restatements', 'dead_letters'] as const;

export type PastTable = (typeof RULE_TABLES | typeof CASE_TABLES | typeof NOTICE_TABLES)[number];

/** A table of the present, whatever table of the past hides it. */
export const live = (table: PastTable): string => `${LIVE_SCHEMA}.${table}`;

/** The primary keys of tables, as SQL says them. Other indexes would cost more to make than they save. */
const KEYS = `SELECT c.relname AS table, pg_get_constraintdef(k.oid) AS key FROM pg_catalog.pg_constraint k
  JOIN pg_catalog.pg_class c ON c.oid = k.conrelid WHERE k.contype = 'p' AND k.conrelid = ANY($1::regclass[])`;

/**
 * Makes empty tables with the names, columns and keys of the live ones, for this transaction alone: PostgreSQL looks
 * for a name among the temporary ones first, so whatever reads or writes the models afterwards meets these.
 */
export async function makeTables(db: Queryable, tables: readonly PastTable[]): Promise<void> {
  const keys = await queryRows<{ table: string; key: string }>(db, KEYS, [tables.map(live)]);
  const sql = keys.map(
    ({ table, key }) => `CREATE TEMP TABLE ${table} (LIKE ${LIVE_SCHEMA}.${table}, ${key}) ON COMMIT DROP`,
  );
  // From here on PostgreSQL itself sees to it that nothing but these tables is written.
  await db.query(`${sql.join('; ')}; SET TRANSACTION READ ONLY`);
}
