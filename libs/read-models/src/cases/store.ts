import { msOf, toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import type { CaseRow } from './case-row.js';

/** The columns of `cases` with their types, in the order of the table. */
export const CASE_COLUMNS = {
  ticket_id: 'text',
  agreement_id: 'text',
  customer: 'text',
  tier: 'text',
  priority: 'text',
  category: 'text',
  team: 'text',
  agent: 'text',
  status: 'text',
  opened_at: 'timestamptz',
  finished_at: 'timestamptz',
  revision: 'integer',
  position: 'bigint',
  known_to: 'bigint',
  facts: 'jsonb',
  ignored: 'jsonb',
  next_change_at: 'timestamptz',
  score: 'smallint',
  rated_on: 'date',
} as const;

const NAMES = Object.keys(CASE_COLUMNS);

const SELECTED = `SELECT ticket_id AS "ticketId", agreement_id AS "agreementId", customer, tier, priority, category, team,
  agent, status, ${msOf('opened_at')} AS "openedAt", ${msOf('finished_at')} AS "finishedAt", revision,
  position::float8 AS position, known_to::float8 AS "knownTo", facts, ignored, ${msOf('next_change_at')} AS "nextChangeAt", score::int AS score,
  rated_on::text AS "ratedOn" FROM cases`;

/** The cases of some tickets. */
export const loadCases = (db: Queryable, ticketIds: readonly string[]): Promise<readonly CaseRow[]> =>
  queryRows<CaseRow>(db, `${SELECTED} WHERE ticket_id = ANY($1::text[])`, [ticketIds]);

/** The next cases of an agreement after a ticket (`''`: from the first), in byte order of their ids. */
export const loadCasesOf = (
  db: Queryable,
  agreementId: string,
  after: string,
  limit: number,
): Promise<readonly CaseRow[]> =>
  queryRows<CaseRow>(db, `${SELECTED} WHERE agreement_id = $1 AND ticket_id > $2 ORDER BY ticket_id LIMIT $3`, [
    agreementId,
    after,
    limit,
  ]);

/** The next cases after a ticket (`''`: from the first), in byte order of their ids. */
export const loadCasesAfter = (db: Queryable, after: string, limit: number): Promise<readonly CaseRow[]> =>
  queryRows<CaseRow>(db, `${SELECTED} WHERE ticket_id > $1 ORDER BY ticket_id LIMIT $2`, [after, limit]);

/** The first cases that change by themselves by an instant, in order of that change. */
export const loadDueCases = (db: Queryable, by: number, limit: number): Promise<readonly CaseRow[]> =>
  queryRows<CaseRow>(db, `${SELECTED} WHERE next_change_at <= $1 ORDER BY next_change_at, ticket_id LIMIT $2`, [
    toSql(by),
    limit,
  ]);

type CaseRecord = Record<keyof typeof CASE_COLUMNS, unknown>;

/** A row as its columns, instants spelled. */
export const caseRecord = (row: CaseRow): CaseRecord => recordOf(row, toSql);

/** The same, instants in milliseconds since 1970: for a binary COPY. */
export const bareCase = (row: CaseRow): CaseRecord => recordOf(row, (at) => at);

function recordOf(row: CaseRow, instant: (at: number | null) => unknown): CaseRecord {
  return {
    ticket_id: row.ticketId,
    agreement_id: row.agreementId,
    customer: row.customer,
    tier: row.tier,
    priority: row.priority,
    category: row.category,
    team: row.team,
    agent: row.agent,
    status: row.status,
    opened_at: instant(row.openedAt),
    finished_at: instant(row.finishedAt),
    revision: row.revision,
    position: row.position,
    known_to: row.knownTo,
    facts: row.facts,
    ignored: row.ignored,
    next_change_at: instant(row.nextChangeAt),
    score: row.score,
    rated_on: row.ratedOn,
  };
}

const AS_RECORDS = `json_to_recordset($1::json) AS r(${Object.entries(CASE_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')})`;

const PUT = `INSERT INTO cases (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM ${AS_RECORDS}
  ON CONFLICT (ticket_id) DO UPDATE SET ${NAMES.slice(1)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

export async function writeCases(db: Queryable, rows: readonly CaseRow[]): Promise<void> {
  if (rows.length > 0) await db.query(PUT, [JSON.stringify(rows.map(caseRecord))]);
}
