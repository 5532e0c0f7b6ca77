import { Temporal } from 'temporal-polyfill';
import type { DimensionFilters, Group, Scope, SumsAsked } from '../../queries/index.js';
import type { VerdictRow } from '../../verdicts/verdict-row.js';
import type { ComplianceRow } from '../queries.js';

const FILTERS: readonly (keyof DimensionFilters)[] = [
  'agreementId',
  'customer',
  'tier',
  'priority',
  'category',
  'team',
  'metric',
];

/** What compliance says, summed verdict by verdict without any counter. In the order of the groups. */
export function slowSums(verdicts: readonly VerdictRow[], scope: Scope, asked: SumsAsked): readonly ComplianceRow[] {
  const groups = new Map<string, VerdictRow[]>();
  if (asked.groupBy.length === 0) groups.set('[]', []);
  for (const row of verdicts) {
    if (!isAsked(row, scope, asked)) continue;
    const name = JSON.stringify(asked.groupBy.map((group) => valueOf(row, group)));
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups]
    .map(([name, rows]) => ({ values: JSON.parse(name) as (string | null)[], rows }))
    .sort((a, b) => compare(asked.groupBy, a.values, b.values))
    .map(({ values, rows }) => ({
      group: Object.fromEntries(asked.groupBy.map((group, at) => [group, values[at] ?? null])),
      ...counts(rows),
      goal: goalOf(rows),
    }));
}

function isAsked(row: VerdictRow, scope: Scope, asked: SumsAsked): boolean {
  if (scope.kind === 'customers' && !scope.customers.includes(row.customer)) return false;
  if (FILTERS.some((name) => asked[name] !== undefined && asked[name] !== row[name])) return false;
  const { from = -Infinity, to = Infinity } = asked.decided;
  return row.decidedAt === null || (row.decidedAt >= from && row.decidedAt < to);
}

function valueOf(row: VerdictRow, group: Group): string | null {
  switch (group) {
    case 'agreement':
      return row.agreementId;
    case 'customer':
    case 'tier':
    case 'priority':
    case 'category':
    case 'team':
    case 'metric':
      return row[group];
    default:
      return row.decidedOn === null ? null : periodOf(Temporal.PlainDate.from(row.decidedOn), group);
  }
}

function periodOf(date: Temporal.PlainDate, period: 'day' | 'week' | 'month' | 'quarter' | 'year'): string {
  switch (period) {
    case 'day':
      return date.toString();
    case 'week':
      return `${date.yearOfWeek}-W${String(date.weekOfYear).padStart(2, '0')}`;
    case 'month':
      return date.toPlainYearMonth().toString();
    case 'quarter':
      return `${date.year}-Q${Math.ceil(date.month / 3)}`;
    case 'year':
      return String(date.year);
  }
}

const counts = (rows: readonly VerdictRow[]) => {
  const among = (is: (row: VerdictRow) => boolean) => rows.filter(is).length;
  return {
    met: among(({ state }) => state === 'met'),
    breached: among(({ state }) => state === 'breached'),
    excused: among(({ excused }) => excused !== null),
    void: among(({ state }) => state === 'void'),
    running: among(({ state }) => state === 'running'),
    paused: among(({ state }) => state === 'paused'),
    atRisk: among(({ atRisk }) => atRisk),
  };
};

function goalOf(rows: readonly VerdictRow[]): number | null {
  const goals = new Set(rows.filter(({ state }) => state !== 'void').map(({ goal }) => goal));
  const [goal = null] = goals;
  return goals.size === 1 ? goal : null;
}

/** A category or team that is none comes first, a period that is none yet last. */
function compare(groups: readonly Group[], a: readonly (string | null)[], b: readonly (string | null)[]): number {
  for (const [at, group] of groups.entries()) {
    const none = group === 'category' || group === 'team' ? '' : '~';
    const [left, right] = [a[at] ?? none, b[at] ?? none];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
