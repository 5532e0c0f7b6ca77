import {
  type Group,
  groupClause,
  groupColumns,
  type GroupColumn,
  groupKey,
  groupPage,
  groupValues,
  mapPage,
  type Page,
  type PageAsked,
  pageOf,
  type Scope,
  selectGroups,
  sourcesOf,
  type Span,
  spanOnDays,
  type Sql,
  type SumsAsked,
  type Where,
  whereDimensions,
} from '../queries/index.js';

/** How many verdicts stand where. `breached` includes `excused`; `atRisk` are some of the running and paused ones. */
export interface VerdictCounts {
  readonly met: number;
  readonly breached: number;
  readonly excused: number;
  readonly void: number;
  readonly running: number;
  readonly paused: number;
  readonly atRisk: number;
}

export interface ComplianceRow extends VerdictCounts {
  readonly group: Partial<Record<Group, string | null>>;
  /** Of the clocks in the group that are not void; null in a group of several goals, or of none. */
  readonly goal: number | null;
}

const COUNTS = ['met', 'breached', 'excused', 'void', 'running', 'paused', 'at_risk'] as const;
const SUMS = COUNTS.map((count) => `coalesce(sum(${count}), 0)::bigint AS ${count}`).join(', ');
type Row = Record<(typeof COUNTS)[number], string> & { goal: number | null } & Record<string, unknown>;

/** The goal of a void clock does not matter; -1 stands for no goal. */
const NOT_VOID = 'FILTER (WHERE met + breached + running + paused > 0)';
const GOALS = `min(goal) ${NOT_VOID} AS least_goal, max(goal) ${NOT_VOID} AS most_goal`;
const ONE_GOAL = 'CASE WHEN min(least_goal) = max(most_goal) THEN nullif(min(least_goal), -1) END';

/**
 * Counts by group; what is undecided counts in any span. Whole days come from the counters, what a span cuts off a day
 * at its ends from the verdicts, so any two instants give exact sums.
 */
export async function readCompliance(
  sql: Sql,
  scope: Scope,
  asked: SumsAsked,
  page: PageAsked,
): Promise<Page<ComplianceRow>> {
  const where = whereDimensions(asked, scope);
  const columns = groupColumns(asked.groupBy);
  const sources = sourcesOf(columns);
  const summed = `SELECT ${[...sources, SUMS].join(', ')}, ${GOALS} FROM (${countedRows(where, asked.decided)}) AS counted
    ${sources.length === 0 ? '' : `GROUP BY ${sources.join(', ')}`}`;
  const grouped = `SELECT ${selectGroups(columns)}${SUMS}, ${ONE_GOAL} AS goal FROM (${summed}) AS summed
    ${groupClause(columns)}`;
  const rows = await groupPage<Row>(sql, where, grouped, asked.groupBy, page);
  return mapPage(
    pageOf(rows, page.limit, (row) => groupKey(columns, row)),
    (row) => complianceRow(columns, row),
  );
}

const COUNTER = `agreement_id, customer, tier, priority, category, team, metric, goal, decided_on, ${COUNTS.join(', ')}`;

/** Verdicts in the form of counters, a row each. Decided ones only: none of them runs. */
const VERDICT_AS_COUNTER = `agreement_id, customer, tier, priority, coalesce(category, ''), coalesce(team, ''), metric,
  coalesce(goal, -1), decided_on, (state = 'met')::int, (state = 'breached')::int,
  (state = 'breached' AND excused IS NOT NULL)::int, (state = 'void')::int, 0, 0, 0`;

function countedRows(where: Where, span: Span): string {
  const filters = where.text;
  const { inside, cut } = spanOnDays(where, span);
  if (cut === null) return `SELECT ${COUNTER} FROM compliance_counters WHERE ${filters}`;
  return `SELECT ${COUNTER} FROM compliance_counters WHERE ${filters} AND (NOT isfinite(decided_on) OR ${inside})
    UNION ALL SELECT ${VERDICT_AS_COUNTER} FROM verdicts WHERE ${filters} AND ${cut}`;
}

function complianceRow(columns: readonly GroupColumn[], row: Row): ComplianceRow {
  return {
    group: groupValues(columns, row),
    met: Number(row.met),
    breached: Number(row.breached),
    excused: Number(row.excused),
    void: Number(row.void),
    running: Number(row.running),
    paused: Number(row.paused),
    atRisk: Number(row.at_risk),
    goal: row.goal,
  };
}
