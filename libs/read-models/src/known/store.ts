import { toSql } from '../sql/instants.js';
import type { Queryable } from '../sql/queryable.js';
import { VERDICT_COLUMNS, verdictRecord } from '../verdicts/store.js';
import type { UndoneBreach } from './undone.js';

/** The columns of `undone_breaches` with their types. */
export const UNDONE_COLUMNS = {
  ...VERDICT_COLUMNS,
  position: 'bigint',
  recorded_at: 'timestamptz',
  because: 'jsonb',
} as const;

const NAMES = Object.keys(UNDONE_COLUMNS).join(', ');
const TYPED = Object.entries(UNDONE_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

/** What is there was found before by the same events: they always undo the same. */
const PUT = `INSERT INTO undone_breaches (${NAMES}) SELECT ${NAMES} FROM json_to_recordset($1::json) AS r(${TYPED})
  ON CONFLICT (ticket_id, metric, cycle, position) DO NOTHING`;

/** A row as its columns. */
export function undoneRecord({ because, ...row }: UndoneBreach): Record<keyof typeof UNDONE_COLUMNS, unknown> {
  return { ...verdictRecord(row), position: because.position, recorded_at: toSql(because.recordedAt), because };
}

export async function writeUndone(db: Queryable, undone: readonly UndoneBreach[]): Promise<void> {
  if (undone.length > 0) await db.query(PUT, [JSON.stringify(undone.map(undoneRecord))]);
}
