import type { ClientBase } from 'pg';
import type { ColumnType, Row } from './binary-rows.js';
import { copyRows } from './copy.js';
import type { Queryable } from './queryable.js';

/** A table of counters that moves by differences. */
export interface CounterTable {
  readonly name: string;
  /** Columns of the key, with their types. */
  readonly key: Readonly<Record<string, string>>;
  /** Columns that count, with their types. */
  readonly counts: Readonly<Record<string, string>>;
}

/** SQL made once a table: one statement that moves, one that takes away the moved rows that count nothing any more. */
export function counterWriter({
  name,
  key,
  counts,
}: CounterTable): (db: Queryable, moves: readonly object[]) => Promise<void> {
  const keys = Object.keys(key);
  const counted = Object.keys(counts);
  const typed = Object.entries({ ...key, ...counts }).map(([column, type]) => `${column} ${type}`);
  const records = `json_to_recordset($1::json) AS r(${typed.join(', ')})`;
  const all = [...keys, ...counted].join(', ');
  const move = `INSERT INTO ${name} AS t (${all}) SELECT ${all} FROM ${records}
    ON CONFLICT (${keys.join(', ')}) DO UPDATE
    SET ${counted.map((count) => `${count} = t.${count} + excluded.${count}`).join(', ')}`;
  const same = keys.map((column) => `t.${column} = r.${column}${key[column] === 'text' ? ' COLLATE "C"' : ''}`);
  const clear = `DELETE FROM ${name} t USING ${records}
    WHERE ${same.join(' AND ')} AND ${counted.map((count) => `t.${count} = 0`).join(' AND ')}`;
  return async (db, moves) => {
    if (moves.length === 0) return;
    const json = JSON.stringify(moves);
    await db.query(move, [json]);
    const takes = moves.some((one) => counted.some((count) => (one as Record<string, number>)[count]! < 0));
    if (takes) await db.query(clear, [json]);
  };
}

/** SQL that loads an empty table from counts that come in parts: the parts are put aside, and summed at the end. */
export class CounterLoader {
  private readonly aside: string;
  private readonly columns: Readonly<Record<string, ColumnType>>;

  constructor(private readonly table: CounterTable) {
    this.aside = `loading_${table.name}`;
    const counts = Object.keys(table.counts).map((name) => [name, 'bigint'] as const);
    this.columns = { ...(table.key as Record<string, ColumnType>), ...Object.fromEntries(counts) };
  }

  async begin(db: Queryable): Promise<void> {
    const typed = Object.entries(this.columns).map(([name, type]) => `${name} ${type}`);
    await db.query(`DROP TABLE IF EXISTS pg_temp.${this.aside}`);
    await db.query(`CREATE TEMPORARY TABLE ${this.aside} (${typed.join(', ')})`);
  }

  async add(db: ClientBase, moves: readonly object[]): Promise<void> {
    if (moves.length > 0) await copyRows(db, this.aside, this.columns, moves as readonly Row[]);
  }

  async end(db: Queryable): Promise<void> {
    const { name, key, counts } = this.table;
    const keys = Object.keys(key).join(', ');
    const counted = Object.keys(counts);
    const sums = counted.map((count) => `sum(${count})`);
    await db.query(`INSERT INTO ${name} (${keys}, ${counted.join(', ')}) SELECT ${keys}, ${sums.join(', ')}
      FROM ${this.aside} GROUP BY ${keys} HAVING ${sums.map((sum) => `${sum} <> 0`).join(' OR ')}`);
    await db.query(`DROP TABLE ${this.aside}`);
  }
}

const DIMENSIONS = { tier: 'text', priority: 'text', category: 'text', team: 'text' };
const OWNERS = { agreement_id: 'text', customer: 'text' };

export const DURATION_TABLE: CounterTable = {
  name: 'duration_buckets',
  key: { ...OWNERS, metric: 'text', ...DIMENSIONS, decided_on: 'date', bucket: 'integer' },
  counts: { n: 'bigint', sum_ms: 'numeric' },
};

export const RATING_TABLE: CounterTable = {
  name: 'rating_counters',
  key: { ...OWNERS, ...DIMENSIONS, rated_on: 'date' },
  counts: { n: 'bigint', sum: 'bigint' },
};

/** Moves `duration_buckets`. */
export const writeDurations = counterWriter(DURATION_TABLE);

/** Moves `rating_counters`. */
export const writeRatings = counterWriter(RATING_TABLE);
