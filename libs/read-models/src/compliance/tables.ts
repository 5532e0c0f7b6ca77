/** What a table may know of a verdict beside its agreement, customer, metric and goal. */
export const DIMENSIONS = ['tier', 'priority', 'category', 'team'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** A table that counts every verdict; two that do it differ in what they tell apart. */
export interface ComplianceTable {
  readonly name: (typeof COMPLIANCE_TABLES)[number]['name'];
  readonly dimensions: readonly Dimension[];
  /** What `decided_on` says: the day, or the first day of its month. */
  readonly period: 'day' | 'month';
}

/**
 * From the smallest to the largest; the last tells apart all that any of them does. A question is answered by the first
 * one that knows what it asks, and a verdict counts in all of them or in none (`movesIn`).
 */
export const COMPLIANCE_TABLES = [
  { name: 'compliance_days', dimensions: ['tier', 'priority'], period: 'day' },
  { name: 'compliance_counters', dimensions: DIMENSIONS, period: 'day' },
] as const;

/** The columns of a table's key, in its order. */
export const complianceKey = ({ dimensions }: Pick<ComplianceTable, 'dimensions'>): readonly string[] => [
  'agreement_id',
  'customer',
  'metric',
  ...dimensions,
  'goal',
  'decided_on',
];

/** What is asked of the counters. */
export interface Needed {
  readonly dimensions: readonly Dimension[];
  /** Single days are told apart. */
  readonly days: boolean;
}

/** The smallest table that knows all that is asked. */
export function tableFor({ dimensions, days }: Needed): ComplianceTable {
  const knows = (table: ComplianceTable): boolean =>
    (table.period === 'day' || !days) && dimensions.every((name) => table.dimensions.includes(name));
  const [...tables]: readonly ComplianceTable[] = COMPLIANCE_TABLES;
  const found = tables.find(knows);
  if (found === undefined) throw new RangeError(`no table of counters knows ${dimensions.join(', ')}`);
  return found;
}
