import {
  type DimensionFilters,
  type Group,
  groupClause,
  groupColumns,
  groupPage,
  type PageAsked,
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
import { type ComplianceTable, DIMENSIONS, tableFor } from './tables.js';

/** A group as PostgreSQL answers it: its values as `by_<group>`, counts, and the one goal or null. */
export type CountedRow = Record<(typeof COUNTS)[number], string> & { goal: number | null } & Record<string, unknown>;

/** Local dates, half-open: what was decided on others is left out. The last of them is infinite: what is undecided. */
export interface Dates {
  readonly from: string;
  /** Null: without an end. */
  readonly to: string | null;
}

/** No counter reaches 2^31, and PostgreSQL sums up integers in a third of the time that it takes for larger ones. */
const FIRST_SUMS = COUNTS.map((count) => `sum(${count}::integer) AS ${count}`).join(', ');
const SUMS = COUNTS.map((count) => `coalesce(sum(${count}), 0)::bigint AS ${count}`).join(', ');
/** The goal of a void clock does not matter; -1 stands for no goal. */
const NOT_VOID = 'FILTER (WHERE met + breached + running + paused > 0)';
const ONE_GOAL = `CASE WHEN min(goal) ${NOT_VOID} = max(goal) ${NOT_VOID} THEN nullif(min(goal) ${NOT_VOID}, -1) END`;

/** A page of groups, and one more where there is one. @param dates only these */
export function readGroups(
  sql: Sql,
  scope: Scope,
  asked: SumsAsked,
  page: PageAsked,
  dates?: Dates,
): Promise<readonly CountedRow[]> {
  const where = whereDimensions(asked, scope);
  if (dates !== undefined) {
    where.and(`decided_on >= ${where.parameter(dates.from)}::date`);
    if (dates.to !== null) where.and(`decided_on < ${where.parameter(dates.to)}::date`);
  }
  const columns = groupColumns(asked.groupBy);
  // By goal too: that spares looking for the goals of every row.
  const by = [...sourcesOf(columns), 'goal'];
  const summed = `SELECT ${by.join(', ')}, ${FIRST_SUMS} FROM (${countedRows(where, asked, by)}) AS counted
    GROUP BY ${by.join(', ')}`;
  const grouped = `SELECT ${selectGroups(columns)}${SUMS}, ${ONE_GOAL} AS goal FROM (${summed}) AS summed
    ${groupClause(columns)}`;
  return groupPage<CountedRow>(sql, where, grouped, asked.groupBy, page);
}

/** The smallest table that knows what is asked: a span needs its single days. */
export function tableOf({ groupBy, decided, ...filters }: SumsAsked): ComplianceTable {
  const isAsked = (name: keyof DimensionFilters & Group) => groupBy.includes(name) || filters[name] !== undefined;
  const days = decided.from !== undefined || decided.to !== undefined;
  return tableFor({
    dimensions: DIMENSIONS.filter(isAsked),
    days: days || groupBy.includes('day') || groupBy.includes('week'),
  });
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

/** Rows that hold some columns and the counts; of a date only as much as the groups tell apart. */
function countedRows(where: Where, asked: SumsAsked, by: readonly string[]): string {
  const coarse = by.map((name) => (name === 'decided_on' ? dateOf(asked.groupBy) : name));
  const filters = where.text;
  const counters = `SELECT ${[...coarse, ...COUNTS].join(', ')} FROM ${tableOf(asked).name} WHERE ${filters}`;
  const { inside, cut } = spanOnDays(where, asked.decided);
  if (cut === null) return counters;
  return `${counters} AND (NOT isfinite(decided_on) OR ${inside})
    UNION ALL SELECT ${[...coarse, ...COUNTS].map((name) => OF_VERDICT[name] ?? name).join(', ')} FROM verdicts
      WHERE ${filters} AND ${cut}`;
}

/** The first day of the longest period that all periods asked are made of: far fewer groups to sum than by day. */
function dateOf(groups: readonly Group[]): string {
  const [inWeeks, inMonths] = [groups.includes('week'), groups.some((group) => MADE_OF_MONTHS.has(group))];
  if (groups.includes('day') || (inWeeks && inMonths)) return 'decided_on';
  return `date_trunc('${inWeeks ? 'week' : 'month'}', decided_on::timestamp)::date AS decided_on`;
}

const MADE_OF_MONTHS: ReadonlySet<Group> = new Set(['month', 'quarter', 'year']);
