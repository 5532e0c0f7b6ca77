import { instantOf, type Instant } from '#judge';
import type { Sql } from '../queries/index.js';
import { msOf, toSql } from '../sql/instants.js';

/** A point of the past as it is asked for: a position of the log, or an instant. */
export type AsOfAsked = { readonly position: number } | { readonly at: Instant };

/** What was known at a position, judged at an instant: everything of the past follows from this pair. */
export interface AsOf {
  /** Of the last event known; -1: none was. */
  readonly position: number;
  readonly at: Instant;
}

/** The recording of an event that the models have. */
export interface Mark {
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly recordedAt: number;
}

/**
 * The point that is meant (spec/http.md, Queries): a position stands for the recording instant of the last event at or
 * before it, an instant for the last position recorded by it. Before the first event nothing is known, at the
 * beginning of time or at the instant asked for.
 * @param last the last event of the models that the point reaches; null: none
 */
export function asOfOf(asked: AsOfAsked, last: Mark | null): AsOf {
  if ('at' in asked) return { position: last?.position ?? -1, at: asked.at };
  return last === null
    ? { position: -1, at: instantOf(0) }
    : { position: last.position, at: instantOf(last.recordedAt) };
}

/** Where and when the log took each event that the models have. */
const EVENTS = [
  'SELECT position, recorded_at FROM agreement_versions',
  'SELECT position, recorded_at FROM agreement_terminations',
  'SELECT position, recorded_at FROM exclusions',
  'SELECT withdrawn_position, withdrawn_recorded_at FROM exclusions WHERE withdrawn_position IS NOT NULL',
  'SELECT position, recorded_at FROM calendar_versions',
  'SELECT position, recorded_at FROM notices',
  `SELECT (fact->>'position')::bigint, to_timestamp((fact->>'recordedAt')::float8 / 1000)
     FROM cases, jsonb_array_elements(facts) AS fact`,
].join(' UNION ALL ');

const LAST = `SELECT position::float8 AS position, ${msOf('recorded_at')} AS "recordedAt" FROM (${EVENTS}) AS events`;

/**
 * Finds a point of the past in the models. Reads every fact: there is no table of all events.
 * @param asked at or before what the models have: whoever asks has seen to it
 */
export async function resolveAsOf(sql: Sql, asked: AsOfAsked): Promise<AsOf> {
  const reached = 'at' in asked ? 'recorded_at <= $1::timestamptz' : 'position <= $1::bigint';
  const value = 'at' in asked ? toSql(asked.at) : asked.position;
  const [last] = await sql.query<Mark>(`${LAST} WHERE ${reached} ORDER BY position DESC LIMIT 1`, [value]);
  return asOfOf(asked, last ?? null);
}

/** When the log took the last event that the models have read; null: they have read none. */
export async function readLastRecorded(sql: Sql): Promise<Instant | null> {
  const [row] = await sql.query<{ at: number | null }>(
    `SELECT ${msOf('last_recorded_at')} AS at FROM projection_checkpoints ORDER BY name LIMIT 1`,
    [],
  );
  return row === undefined || row.at === null ? null : instantOf(row.at);
}
