import { instantOf, type Instant } from '#judge';

/** The last instant that a table holds; a due time beyond it is stored as this one. */
export const LAST_INSTANT = instantOf(Date.UTC(9999, 11, 31, 23, 59, 59, 999));

/** An instant as a table can hold it. */
export const storable = <T extends number | null>(at: T): T | Instant =>
  at !== null && at > LAST_INSTANT ? LAST_INSTANT : at;

/** An instant as text that PostgreSQL reads. */
export const toSql = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** SQL that answers a timestamptz column as a number of milliseconds since 1970, exact for whole milliseconds. */
export const msOf = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
