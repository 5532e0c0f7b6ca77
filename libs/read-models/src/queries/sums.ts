import { daysInside } from './days.js';
import { type DimensionFilters, type Span } from './filters.js';
import { type Group, groupColumns, type GroupColumn } from './groups.js';
import { type Key, Keyset, type PageAsked } from './keyset.js';
import type { Sql } from './sql.js';
import type { Where } from './where.js';

/** Sums over verdicts, by group. */
export interface SumsAsked extends DimensionFilters {
  readonly groupBy: readonly Group[];
  /** On `decidedAt`. */
  readonly decided: Span;
}

/** The order of groups, and what a cursor over them holds. */
export const groupOrder = (groups: readonly Group[]): Keyset =>
  new Keyset(groupColumns(groups).map(({ name }) => ({ expression: name, type: 'text' })));

export const groupKey = (columns: readonly GroupColumn[], row: Readonly<Record<string, unknown>>): Key =>
  columns.map(({ name }) => String(row[name]));

/** `expression AS name, ...` for the select list, and the clause that groups by them: they come first in the list. */
export const selectGroups = (columns: readonly GroupColumn[]): string =>
  columns.map(({ name, expression }) => `${expression} AS ${name}, `).join('');

/** The columns that groups are made of, each once. Summing by these first spares making periods of every row. */
export const sourcesOf = (columns: readonly GroupColumn[]): readonly string[] => [
  ...new Set(columns.map(({ source }) => source)),
];

export const groupClause = (columns: readonly GroupColumn[]): string =>
  columns.length === 0 ? '' : `GROUP BY ${columns.map((_, at) => at + 1).join(', ')}`;

/** A page of groups (and one more row, where there is one), by their values in byte order. Without groups: the one row of all. */
export function groupPage<Row>(
  sql: Sql,
  where: Where,
  grouped: string,
  groups: readonly Group[],
  page: PageAsked,
): Promise<Row[]> {
  if (groups.length === 0) return sql.query<Row>(grouped, where.parameters);
  const order = groupOrder(groups);
  const after = page.after === null ? 'TRUE' : order.beyond(where, page.after);
  const limit = where.parameter(page.limit + 1);
  return sql.query<Row>(
    `SELECT * FROM (${grouped}) AS sums WHERE ${after} ${order.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
}

/** How a span falls on the days that counters know. */
export interface SpanOnDays {
  /** Days that lie inside the span in every time zone: counters answer for them. */
  readonly inside: string;
  /** Decisions in the span on the other days: rows answer for them. Null where a span has no ends. */
  readonly cut: string | null;
}

/** Both conditions, with their values in the predicate's parameters. */
export function spanOnDays(where: Where, span: Span): SpanOnDays {
  if (span.from === undefined && span.to === undefined) return { inside: 'isfinite(decided_on)', cut: null };
  const days = daysInside(span.from, span.to);
  const first = `${where.parameter(days.first)}::date`;
  const end = `${where.parameter(days.end)}::date`;
  const ends: string[] = [];
  if (span.from !== undefined) {
    const until = Math.min(days.headUntil, span.to ?? Infinity);
    ends.push(`(${between(where, span.from, until)} AND decided_on < ${first})`);
  }
  if (span.to !== undefined) {
    const from = Math.max(days.tailFrom, span.from ?? -Infinity);
    ends.push(`(${between(where, from, span.to)} AND decided_on >= ${end})`);
  }
  return {
    inside: `isfinite(decided_on) AND decided_on >= ${first} AND decided_on < ${end}`,
    cut: `(${ends.join(' OR ')})`,
  };
}

/** Two short ranges of an index, where the span as a whole may be long. */
const between = (where: Where, from: number, to: number): string =>
  `decided_at >= ${where.instant(from)} AND decided_at < ${where.instant(to)}`;
