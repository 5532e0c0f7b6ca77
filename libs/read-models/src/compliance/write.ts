import { counterWriter } from '../sql/counters.js';
import type { Queryable } from '../sql/queryable.js';
import { movesIn } from './coarser.js';
import { type ComplianceMove, COUNTS } from './moves.js';
import { COMPLIANCE_TABLES, complianceKey } from './tables.js';

const typeOf = (column: string): string => (column === 'goal' ? 'float8' : column === 'decided_on' ? 'date' : 'text');

const types = (columns: readonly string[], type: (column: string) => string): Record<string, string> =>
  Object.fromEntries(columns.map((column) => [column, type(column)]));

/** Each table that counts verdicts, as counters are written. */
export const COMPLIANCE_COUNTERS = COMPLIANCE_TABLES.map((table) => ({
  table,
  counters: {
    name: table.name,
    key: types(complianceKey(table), typeOf),
    counts: types(COUNTS, () => 'bigint'),
  },
}));

const WRITERS = COMPLIANCE_COUNTERS.map(({ table, counters }) => ({ table, write: counterWriter(counters) }));

/** Moves every table that counts verdicts by the same difference, each in key order. @param moves in key order */
export async function writeCompliance(db: Queryable, moves: readonly ComplianceMove[]): Promise<void> {
  for (const { table, write } of WRITERS) await write(db, movesIn(table, moves));
}
