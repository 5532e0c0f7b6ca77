import type { Where } from './where.js';

/** A value of a page's key as a cursor carries it. */
export type KeyValue = string | number;
export type Key = readonly KeyValue[];

/** One column of an order. Its expression is never null (wrap it in `coalesce`), so that rows compare as tuples. */
export interface KeyColumn {
  readonly expression: string;
  readonly type: 'text' | 'bigint' | 'timestamptz';
}

/** A total order of rows: the last row of a page is where the next one begins, whatever moved meanwhile. */
export class Keyset {
  constructor(private readonly columns: readonly KeyColumn[]) {}

  /** Adds "after this key" to a predicate. No key: from the start. */
  after(where: Where, key: Key | null): void {
    if (key !== null) where.and(this.beyond(where, key));
  }

  /** The condition "after this key", its values in the predicate's parameters. */
  beyond(where: Where, key: Key, comparison: '>' | '<=' = '>'): string {
    const left = this.columns.map((column) => column.expression).join(', ');
    const right = this.columns.map((column, at) => `${where.parameter(key[at])}::${column.type}`).join(', ');
    return `(${left}) ${comparison} (${right})`;
  }

  get orderBy(): string {
    return `ORDER BY ${this.columns.map((column) => column.expression).join(', ')}`;
  }

  /** Whether a key from outside has the columns of this order, with values that each type takes. */
  fits(key: readonly unknown[]): key is Key {
    return key.length === this.columns.length && this.columns.every((column, at) => fits(column, key[at]));
  }
}

const INSTANT = /^(infinity|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/;

function fits(column: KeyColumn, value: unknown): boolean {
  switch (column.type) {
    case 'text':
      return typeof value === 'string' && !value.includes('\u0000');
    case 'bigint':
      return Number.isSafeInteger(value);
    case 'timestamptz':
      return typeof value === 'string' && INSTANT.test(value) && (value === 'infinity' || !isNaN(Date.parse(value)));
  }
}

export interface PageAsked {
  /** The key of the last row seen; null: from the start. */
  readonly after: Key | null;
  /** At most so many rows, 1 to 1000. */
  readonly limit: number;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Where the next page begins; null: there is none. */
  readonly next: Key | null;
}

/** A page from limit + 1 rows: the one too many says that there is a next page. */
export function pageOf<Row>(rows: readonly Row[], limit: number, keyOf: (row: Row) => Key): Page<Row> {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { rows, next: null };
  return { rows: rows.slice(0, limit), next: keyOf(last) };
}

/** The same page with its rows made into something else. */
export const mapPage = <Row, Item>({ rows, next }: Page<Row>, make: (row: Row) => Item): Page<Item> => ({
  rows: rows.map(make),
  next,
});
