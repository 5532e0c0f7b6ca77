import { COUNTS } from '../moves.js';
import { complianceKey, type ComplianceTable } from '../tables.js';

/** Each verdict as a counter of its own, in the form of the largest table. */
const EACH = `SELECT agreement_id, customer, metric, tier, priority, coalesce(category, '') AS category,
    coalesce(team, '') AS team, coalesce(goal, -1) AS goal, coalesce(decided_on, 'infinity') AS day,
    (state = 'met')::int AS met, (state = 'breached')::int AS breached,
    (state = 'breached' AND excused IS NOT NULL)::int AS excused, (state = 'void')::int AS void,
    (state = 'running')::int AS running, (state = 'paused')::int AS paused, at_risk::int AS at_risk
  FROM verdicts`;

/** The columns of a table of counters, in the order of `countedSql`. */
export const countedColumns = (table: ComplianceTable): string => [...complianceKey(table), ...COUNTS].join(', ');

/** SQL of the rows that a table of counters is to hold, counted from the verdicts themselves. */
export function countedSql(table: ComplianceTable): string {
  const period = table.period === 'day' ? 'day' : `date_trunc('month', day::timestamp)::date`;
  const key = complianceKey(table).map((column) => (column === 'decided_on' ? period : column));
  return `SELECT ${key.join(', ')}, ${COUNTS.map((count) => `sum(${count})`).join(', ')} FROM (${EACH}) AS each
    GROUP BY ${key.join(', ')}`;
}
