import {
  type Group,
  groupColumns,
  type GroupColumn,
  groupKey,
  groupValues,
  mapPage,
  type Page,
  type PageAsked,
  pageOf,
  type Scope,
  type Sql,
  type SumsAsked,
} from '../queries/index.js';
import { readDayByDay } from './day-by-day.js';
import { type CountedRow, readGroups, tableOf } from './groups.js';
import { COMPLIANCE_TABLES } from './tables.js';

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
  const largest = tableOf(asked).name === COMPLIANCE_TABLES.at(-1)?.name;
  const read = largest && asked.groupBy[0] === 'day' ? readDayByDay : readGroups;
  const columns = groupColumns(asked.groupBy);
  return mapPage(
    pageOf(await read(sql, scope, asked, page), page.limit, (row) => groupKey(columns, row)),
    (row) => complianceRow(columns, row),
  );
}

function complianceRow(columns: readonly GroupColumn[], row: CountedRow): ComplianceRow {
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
