import { msOf, toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import type { VerdictKey } from './difference.js';
import type { VerdictRow } from './verdict-row.js';

/** The columns of `verdicts` with their types, in the order of the table. */
export const VERDICT_COLUMNS = {
  ticket_id: 'text',
  metric: 'text',
  cycle: 'integer',
  agreement_id: 'text',
  customer: 'text',
  tier: 'text',
  priority: 'text',
  category: 'text',
  team: 'text',
  agent: 'text',
  state: 'text',
  started_at: 'timestamptz',
  measured_from: 'timestamptz',
  due_at: 'timestamptz',
  breaches_at: 'timestamptz',
  stopped_at: 'timestamptz',
  decided_at: 'timestamptz',
  decided_on: 'date',
  elapsed_ms: 'bigint',
  overrun_ms: 'bigint',
  target_ms: 'bigint',
  within: 'text',
  at_risk_at: 'timestamptz',
  at_risk: 'boolean',
  excused: 'text',
  marks: 'text[]',
  reason: 'text',
  terms_version: 'text',
  calendar: 'text',
  goal: 'float8',
  facts: 'text[]',
} as const;

const NAMES = Object.keys(VERDICT_COLUMNS);

const SELECTED = `ticket_id AS "ticketId", metric, cycle, agreement_id AS "agreementId", customer, tier, priority,
  category, team, agent, state, ${msOf('started_at')} AS "startedAt", ${msOf('measured_from')} AS "measuredFrom",
  ${msOf('due_at')} AS "dueAt", ${msOf('breaches_at')} AS "breachesAt", ${msOf('stopped_at')} AS "stoppedAt",
  ${msOf('decided_at')} AS "decidedAt", decided_on::text AS "decidedOn", elapsed_ms::float8 AS "elapsedMs",
  overrun_ms::float8 AS "overrunMs", target_ms::float8 AS "targetMs", within, ${msOf('at_risk_at')} AS "atRiskAt",
  at_risk AS "atRisk", excused, marks, reason, terms_version AS "termsVersion", calendar, goal, facts`;

const LOAD = `SELECT ${SELECTED} FROM verdicts WHERE ticket_id = ANY($1::text[]) ORDER BY ticket_id, metric COLLATE "C", cycle`;

/** The verdicts of some tickets, by ticket, metric (byte order) and cycle. */
export const loadVerdicts = (db: Queryable, ticketIds: readonly string[]): Promise<readonly VerdictRow[]> =>
  queryRows<VerdictRow>(db, LOAD, [ticketIds]);

type VerdictRecord = Record<keyof typeof VERDICT_COLUMNS, unknown>;

/** A row as its columns, instants spelled. */
export const verdictRecord = (row: VerdictRow): VerdictRecord => recordOf(row, toSql);

/** The same, instants in milliseconds since 1970: for a binary COPY. */
export const bareVerdict = (row: VerdictRow): VerdictRecord => recordOf(row, (at) => at);

function recordOf(row: VerdictRow, instant: (at: number | null) => unknown): VerdictRecord {
  return {
    ticket_id: row.ticketId,
    metric: row.metric,
    cycle: row.cycle,
    agreement_id: row.agreementId,
    customer: row.customer,
    tier: row.tier,
    priority: row.priority,
    category: row.category,
    team: row.team,
    agent: row.agent,
    state: row.state,
    started_at: instant(row.startedAt),
    measured_from: instant(row.measuredFrom),
    due_at: instant(row.dueAt),
    breaches_at: instant(row.breachesAt),
    stopped_at: instant(row.stoppedAt),
    decided_at: instant(row.decidedAt),
    decided_on: row.decidedOn,
    elapsed_ms: row.elapsedMs,
    overrun_ms: row.overrunMs,
    target_ms: row.targetMs,
    within: row.within,
    at_risk_at: instant(row.atRiskAt),
    at_risk: row.atRisk,
    excused: row.excused,
    marks: row.marks,
    reason: row.reason,
    terms_version: row.termsVersion,
    calendar: row.calendar,
    goal: row.goal,
    facts: row.facts,
  };
}

const AS_RECORDS = `json_to_recordset($1::json) AS r(${Object.entries(VERDICT_COLUMNS)
  .map(([name, type]) => `${name} ${type}`)
  .join(', ')})`;

const PUT = `INSERT INTO verdicts (${NAMES.join(', ')}) SELECT ${NAMES.join(', ')} FROM ${AS_RECORDS}
  ON CONFLICT (ticket_id, metric, cycle) DO UPDATE SET ${NAMES.slice(3)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}`;

const DROP = `DELETE FROM verdicts v
  USING json_to_recordset($1::json) AS g("ticketId" text, metric text, cycle integer)
  WHERE v.ticket_id = g."ticketId" COLLATE "C" AND v.metric = g.metric COLLATE "C" AND v.cycle = g.cycle`;

/** Writes the rows and takes the others away. */
export async function writeVerdicts(
  db: Queryable,
  put: readonly VerdictRow[],
  gone: readonly VerdictKey[],
): Promise<void> {
  if (gone.length > 0) await db.query(DROP, [JSON.stringify(gone.map(bare))]);
  if (put.length > 0) await db.query(PUT, [JSON.stringify(put.map(verdictRecord))]);
}

const bare = ({ ticketId, metric, cycle }: VerdictKey): VerdictKey => ({ ticketId, metric, cycle });
