import { CASE_COLUMNS, COMPLIANCE_TABLES, VERDICT_COLUMNS, type Queryable } from '#read-models';

/** Columns that a query may ask by: what a planner knows of a document as a whole is of no use, and takes long to learn. */
const asked = (columns: Readonly<Record<string, string>>): string =>
  Object.keys(columns)
    .filter((name) => columns[name] !== 'jsonb')
    .join(', ');

const OTHERS = [
  ...COMPLIANCE_TABLES.map(({ name }) => name),
  'duration_buckets',
  'rating_counters',
  'undone_breaches',
  'notices',
];

/** Tells the planner what the new tables hold. */
export async function analyze([cases, verdicts, others]: readonly [Queryable, Queryable, Queryable]): Promise<void> {
  await Promise.all([
    cases.query(`ANALYZE cases (${asked(CASE_COLUMNS)})`),
    verdicts.query(`ANALYZE verdicts (${asked(VERDICT_COLUMNS)})`),
    others.query(`ANALYZE ${OTHERS.join(', ')}`),
  ]);
}
