import { COMPLIANCE_TABLES } from '../../compliance/tables.js';
import { countedColumns, countedSql } from '../../compliance/testing/counted.js';
import { queryRows, type Queryable } from '../../sql/queryable.js';

/** Tickets; of each three clocks. */
export const TICKETS = 333_334;

const oneOf = (name: string, count: number): string => `'${name}-' || floor(random() * ${count})::int`;
const among = (...names: readonly string[]): string =>
  `(ARRAY[${names.map((name) => `'${name}'`).join(', ')}])[1 + floor(random() * ${names.length})::int]`;

/** A hundredth of the tickets is of forty small agreements, the rest of eight large ones. */
const CASES = `INSERT INTO cases (ticket_id, agreement_id, customer, tier, priority, category, team, agent, status,
    opened_at, revision, position, known_to, facts, ignored, next_change_at)
  SELECT 'T' || lpad(n::text, 7, '0'), 'agreement-' || whose, 'customer-' || CASE WHEN whose < 8 THEN whose % 6 ELSE whose END,
    ${among('gold', 'silver', 'bronze')}, ${among('critical', 'high', 'medium', 'low')}, ${oneOf('category', 150)},
    ${oneOf('team', 20)}, ${oneOf('agent', 400)}, CASE WHEN random() < 0.001 THEN 'paused' ELSE ${among('open', 'resolved', 'closed', 'closed', 'closed')} END,
    timestamptz '2025-01-01Z' + random() * interval '365 days', 0, n, n, '[]', '[]',
    CASE WHEN random() < 0.02 THEN timestamptz '2026-01-01Z' + random() * interval '9 days' END
  FROM (SELECT n, CASE WHEN random() < 0.01 THEN 8 + floor(random() * 40)::int ELSE n % 8 END AS whose
    FROM generate_series(1, ${TICKETS}) AS n) AS drawn`;

/** Of twenty clocks one is not decided, and of breached ones one in twenty not stopped. */
const VERDICTS = `INSERT INTO verdicts (ticket_id, metric, cycle, agreement_id, customer, tier, priority, category, team,
    agent, state, started_at, measured_from, due_at, breaches_at, stopped_at, decided_at, decided_on, elapsed_ms,
    overrun_ms, target_ms, within, at_risk_at, at_risk, marks, terms_version, goal, facts)
  SELECT ticket_id, metric, 1, agreement_id, customer, tier, priority, category, team, agent, state, opened_at,
    opened_at, due_at, due_at, stopped_at, decided_at, decided_at::date, 0, 0, 3600000, 'PT1H', due_at,
    state = 'running' AND chance < 0.02, '{}', '1',
    CASE tier WHEN 'gold' THEN 0.98 WHEN 'silver' THEN 0.95 ELSE 0.9 END, '{}'
  FROM (SELECT *, CASE WHEN chance < 0.05 THEN 'running' WHEN chance < 0.06 THEN 'void' WHEN chance < 0.25 THEN 'breached'
        ELSE 'met' END AS state, opened_at + interval '1 hour' AS due_at
      FROM (SELECT *, random() AS chance FROM cases,
        unnest(ARRAY['first-response', 'resolution', 'update']) AS metric) AS drawn) AS judged,
    LATERAL (SELECT CASE WHEN state = 'running' OR (state = 'breached' AND chance < 0.07) THEN NULL
        ELSE due_at + interval '1 hour' END AS stopped_at,
      CASE WHEN state <> 'running' THEN due_at END AS decided_at) AS times`;

const NOTICES = `INSERT INTO notices (id, type, ticket_id, agreement_id, customer, metric, cycle, at, tier, priority,
    category, team, agent, terms_version, revision, position, recorded_at)
  SELECT ticket_id || metric, 'BreachNoticed', ticket_id, agreement_id, customer, metric,
    cycle, decided_at, tier, priority, category, team, agent, '1', 0, row_number() OVER (ORDER BY decided_at), decided_at
  FROM verdicts WHERE state = 'breached'`;

const UNDONE = `INSERT INTO undone_breaches
  SELECT *, row_number() OVER (ORDER BY decided_at), decided_at, '{}'::jsonb FROM verdicts
  WHERE state = 'breached' AND cycle = 1 AND ticket_id LIKE '%7'`;

const counters = COMPLIANCE_TABLES.map(
  (table) => `INSERT INTO ${table.name} (${countedColumns(table)}) ${countedSql(table)}`,
);

const FILLED = ['cases', 'verdicts', 'notices', 'undone_breaches', ...COMPLIANCE_TABLES.map(({ name }) => name)];

/**
 * Fills the read models with a million verdicts that nobody judged: enough of everything for the planner to choose as it
 * would. Indexes are made when the rows are there.
 */
export async function fillMillion(db: Queryable): Promise<void> {
  const indexes = await queryRows<{ name: string; definition: string }>(
    db,
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
     WHERE indrelid = ANY($1::regclass[]) AND NOT indisprimary`,
    [FILLED],
  );
  for (const { name } of indexes) await db.query(`DROP INDEX ${name}`);
  await db.query(`SELECT setseed(0.25); SET work_mem = '256MB'; SET maintenance_work_mem = '256MB'`);
  for (const sql of [CASES, VERDICTS, NOTICES, UNDONE, ...counters]) await db.query(sql);
  for (const { definition } of indexes) await db.query(definition);
  await db.query(`VACUUM ANALYZE ${FILLED.join(', ')}`);
  await db.query('RESET work_mem; RESET maintenance_work_mem');
}
