import {
  type DimensionFilters,
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
  spanOnDays,
  type Sql,
  type SumsAsked,
  type Where,
  whereDimensions,
} from '../queries/index.js';
import { COUNTS } from './moves.js';
import { DIMENSIONS, tableFor } from './tables.js';

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

type Row = Record<(typeof COUNTS)[number], string> & { goal: number | null } & Record<string, unknown>;

/** No counter reaches 2^31, and PostgreSQL sums up integers in a third of the time that it takes for larger ones. */
const FIRST_SUMS = COUNTS.map((count) => `sum(${count}::integer) AS ${count}`).join(', ');
const SUMS = COUNTS.map((count) => `coalesce(sum(${count}), 0)::bigint AS ${count}`).join(', ');
/** The goal of a void clock does not matter; -1 stands for no goal. */
const NOT_VOID = 'FILTER (WHERE met + breached + running + paused > 0)';
const ONE_GOAL = `CASE WHEN min(goal) ${NOT_VOID} = max(goal) ${NOT_VOID} THEN nullif(min(goal) ${NOT_VOID}, -1) END`;

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
  // By goal too: that spares looking for the goals of every row.
  const by = [...sources, 'goal'].join(', ');
  const summed = `SELECT ${by}, ${FIRST_SUMS} FROM (${countedRows(where, asked, sources)}) AS counted GROUP BY ${by}`;
  const grouped = `SELECT ${selectGroups(columns)}${SUMS}, ${ONE_GOAL} AS goal FROM (${summed}) AS summed
    ${groupClause(columns)}`;
  const rows = await groupPage<Row>(sql, where, grouped, asked.groupBy, page);
  return mapPage(
    pageOf(rows, page.limit, (row) => groupKey(columns, row)),
    (row) => complianceRow(columns, row),
  );
}

/** What the counters of a verdict would say that is alone. Of decided ones only: none of them runs. */
const OF_VERDICT: Readonly<Record<string, string>> = {
  category: `coalesce(category, '')`,
  team: `coalesce(team, '')`,
  goal: 'coalesce(goal, -1)',
  met: `(state = 'met')::int`,
  breached: `(state = 'breached')::int`,
  excused: `(state = 'breached' AND excused IS NOT NULL)::int`,
  void: `(state = 'void')::int`,
  running: '0',
  paused: '0',
  at_risk: '0',
};

/** Rows that hold the sources, the goal and the counts. */
function countedRows(where: Where, asked: SumsAsked, sources: readonly string[]): string {
  const columns = [...sources, 'goal', ...COUNTS];
  const filters = where.text;
  const counters = `SELECT ${columns.join(', ')} FROM ${tableOf(asked).name} WHERE ${filters}`;
  const { inside, cut } = spanOnDays(where, asked.decided);
  if (cut === null) return counters;
  return `${counters} AND (NOT isfinite(decided_on) OR ${inside})
    UNION ALL SELECT ${columns.map((name) => OF_VERDICT[name] ?? name).join(', ')} FROM verdicts
      WHERE ${filters} AND ${cut}`;
}

/** The smallest table that knows what is asked: a span needs its single days. */
function tableOf({ groupBy, decided, ...filters }: SumsAsked) {
  const isAsked = (name: keyof DimensionFilters & Group) => groupBy.includes(name) || filters[name] !== undefined;
  const days = decided.from !== undefined || decided.to !== undefined;
  return tableFor({
    dimensions: DIMENSIONS.filter(isAsked),
    days: days || groupBy.includes('day') || groupBy.includes('week'),
  });
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
