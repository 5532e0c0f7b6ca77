import { msOf, toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import type { NoticeRow } from './notice-row.js';

/** The columns of `notices` with their types, in the order of the table. */
export const NOTICE_COLUMNS = {
  id: 'text',
  type: 'text',
  ticket_id: 'text',
  agreement_id: 'text',
  customer: 'text',
  metric: 'text',
  cycle: 'integer',
  at: 'timestamptz',
  due_at: 'timestamptz',
  tier: 'text',
  priority: 'text',
  category: 'text',
  team: 'text',
  agent: 'text',
  terms_version: 'text',
  retracts: 'text',
  state: 'text',
  because: 'jsonb',
  revision: 'integer',
  position: 'bigint',
  recorded_at: 'timestamptz',
} as const;

/** The select list that answers rows as `NoticeRow`. */
export const NOTICE_ROW = `id, type, ticket_id AS "ticketId", agreement_id AS "agreementId", customer, metric, cycle,
  ${msOf('at')} AS at, ${msOf('due_at')} AS "dueAt", tier, priority, category, team, agent,
  terms_version AS "termsVersion", retracts, state, because, revision, position::float8 AS position,
  ${msOf('recorded_at')} AS "recordedAt"`;

/** A row as its columns. */
export function noticeRecord(row: NoticeRow): Record<keyof typeof NOTICE_COLUMNS, unknown> {
  return {
    id: row.id,
    type: row.type,
    ticket_id: row.ticketId,
    agreement_id: row.agreementId,
    customer: row.customer,
    metric: row.metric,
    cycle: row.cycle,
    at: toSql(row.at),
    due_at: toSql(row.dueAt),
    tier: row.tier,
    priority: row.priority,
    category: row.category,
    team: row.team,
    agent: row.agent,
    terms_version: row.termsVersion,
    retracts: row.retracts,
    state: row.state,
    because: row.because,
    revision: row.revision,
    position: row.position,
    recorded_at: toSql(row.recordedAt),
  };
}

const NAMES = Object.keys(NOTICE_COLUMNS).join(', ');
const TYPED = Object.entries(NOTICE_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ');

const PUT = `INSERT INTO notices (${NAMES}) SELECT ${NAMES} FROM json_to_recordset($1::json) AS r(${TYPED})
  ON CONFLICT (id) DO NOTHING RETURNING id`;

/** Adds notices; those that are there stay as they are. Answers how many were new. */
export async function writeNotices(db: Queryable, rows: readonly NoticeRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  return (await queryRows<{ id: string }>(db, PUT, [JSON.stringify(rows.map(noticeRecord))])).length;
}
