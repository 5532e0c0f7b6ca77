/** What sums can be grouped by (spec/http.md, Queries). Periods are those of `decidedAt` in the terms' time zone. */
export const GROUPS = [
  'agreement',
  'customer',
  'tier',
  'priority',
  'category',
  'team',
  'metric',
  'day',
  'week',
  'month',
  'quarter',
  'year',
] as const;
export type Group = (typeof GROUPS)[number];

/** `decided_on` is infinite for what is undecided: it has no period, and comes last. */
const NO_PERIOD = '~';
const period = (format: string): string =>
  `CASE WHEN isfinite(decided_on) THEN to_char(decided_on, '${format}') ELSE '${NO_PERIOD}' END`;

/** Rows of the counters have '' where the ticket has no category or team, so that every group is a text. */
const EXPRESSIONS: Readonly<Record<Group, string>> = {
  agreement: 'agreement_id',
  customer: 'customer',
  tier: 'tier',
  priority: 'priority',
  category: 'category',
  team: 'team',
  metric: 'metric',
  day: period('YYYY-MM-DD'),
  week: period('IYYY-"W"IW'),
  month: period('YYYY-MM'),
  quarter: period('YYYY-"Q"Q'),
  year: period('YYYY'),
};

export interface GroupColumn {
  readonly group: Group;
  /** The column's name in SQL. */
  readonly name: string;
  readonly expression: string;
  /** The column of the counters that the expression is made of. */
  readonly source: string;
}

/** The columns of a grouping, in the order asked. */
export function groupColumns(groups: readonly Group[]): readonly GroupColumn[] {
  return groups.map((group) => {
    const expression = EXPRESSIONS[group];
    const source = expression.startsWith('CASE') ? 'decided_on' : expression;
    return { group, name: `by_${group}`, expression: `${expression} COLLATE "C"`, source };
  });
}

/** A group's values as an answer says them: null for no category, no team, no period yet. */
export function groupValues(
  columns: readonly GroupColumn[],
  row: Readonly<Record<string, unknown>>,
): Partial<Record<Group, string | null>> {
  return Object.fromEntries(
    columns.map(({ group, name }) => {
      const value = String(row[name]);
      return [group, value === '' || value === NO_PERIOD ? null : value];
    }),
  );
}
