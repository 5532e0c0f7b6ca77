import { type ComplianceRow, readCompliance } from '../compliance/queries.js';
import { bucketOf } from '../durations/buckets.js';
import { type DurationSummary, summarise } from '../durations/percentiles.js';
import {
  type Group,
  groupClause,
  groupColumns,
  type GroupColumn,
  groupValues,
  type Page,
  type PageAsked,
  type Scope,
  selectGroups,
  spanOnDays,
  type Sql,
  type SumsAsked,
  whereDimensions,
} from '../queries/index.js';

/** How a tier does: verdicts, how long its clocks took, how satisfied its customers are. */
export interface TierMetrics extends ComplianceRow {
  /** Over clocks that stopped met or breached. */
  readonly elapsed: DurationSummary;
  /** Of tickets, so alike for every metric; by the UTC dates whose beginning lies in the span. */
  readonly ratings: { readonly count: number; readonly mean: number | null };
}

/** Metrics by tier, and by whatever else is asked. */
export async function readTierMetrics(
  sql: Sql,
  scope: Scope,
  asked: SumsAsked,
  page: PageAsked,
): Promise<Page<TierMetrics>> {
  const groupBy: readonly Group[] = ['tier', ...asked.groupBy.filter((group) => group !== 'tier')];
  const all = { ...asked, groupBy };
  const compliance = await readCompliance(sql, scope, all, page);
  const columns = groupColumns(groupBy);
  const histograms = await readHistograms(sql, scope, all);
  const ofTickets = columns.filter(({ group }) => group !== 'metric');
  const ratings = await readRatings(sql, scope, asked, ofTickets);
  return {
    next: compliance.next,
    rows: compliance.rows.map((row) => ({
      ...row,
      elapsed: (histograms.get(nameOf(columns, row.group)) ?? new Histogram()).summary,
      ratings: ratings.get(nameOf(ofTickets, row.group)) ?? { count: 0, mean: null },
    })),
  };
}

/** A group's values as the key of a map. */
const nameOf = (columns: readonly GroupColumn[], values: ComplianceRow['group']): string =>
  JSON.stringify(columns.map(({ group }) => values[group] ?? null));

const nameOfRow = (columns: readonly GroupColumn[], row: Readonly<Record<string, unknown>>): string =>
  nameOf(columns, groupValues(columns, row));

class Histogram {
  private readonly buckets = new Map<number, number>();
  private sumMs = 0;

  add(bucket: number, n: number, sumMs: number): void {
    this.buckets.set(bucket, (this.buckets.get(bucket) ?? 0) + n);
    this.sumMs += sumMs;
  }

  get summary(): DurationSummary {
    return summarise(this.buckets, this.sumMs);
  }
}

type BucketRow = { bucket: number | null; n: string; sum_ms: string } & Record<string, unknown>;

/** Days inside the span from the buckets, the rest from the verdicts: a row each, without a bucket yet. */
async function readHistograms(sql: Sql, scope: Scope, asked: SumsAsked): Promise<ReadonlyMap<string, Histogram>> {
  const where = whereDimensions(asked, scope);
  const columns = groupColumns(asked.groupBy);
  const filters = where.text;
  const { inside, cut } = spanOnDays(where, asked.decided);
  const buckets = `SELECT ${selectGroups(columns)}bucket, sum(n)::bigint AS n, sum(sum_ms) AS sum_ms
    FROM duration_buckets WHERE ${filters} AND ${inside} GROUP BY ${[...columns.keys(), columns.length].map((at) => at + 1).join(', ')}`;
  const verdicts = `SELECT ${selectGroups(columns)}NULL::integer, 1, elapsed_ms FROM (
      SELECT agreement_id, customer, tier, priority, coalesce(category, '') AS category, coalesce(team, '') AS team,
        metric, decided_on, elapsed_ms FROM verdicts
      WHERE ${filters} AND ${cut ?? 'FALSE'} AND state IN ('met', 'breached') AND stopped_at IS NOT NULL) AS stopped`;
  const rows = await sql.query<BucketRow>(
    cut === null ? buckets : `${buckets} UNION ALL ${verdicts}`,
    where.parameters,
  );
  const found = new Map<string, Histogram>();
  for (const row of rows) {
    const name = nameOfRow(columns, row);
    const histogram = found.get(name) ?? new Histogram();
    found.set(name, histogram);
    histogram.add(row.bucket ?? bucketOf(Number(row.sum_ms)), Number(row.n), Number(row.sum_ms));
  }
  return found;
}

type RatingRow = { n: string; sum: string } & Record<string, unknown>;

async function readRatings(
  sql: Sql,
  scope: Scope,
  asked: SumsAsked,
  columns: readonly GroupColumn[],
): Promise<ReadonlyMap<string, TierMetrics['ratings']>> {
  const where = whereDimensions({ ...asked, metric: undefined }, scope)
    .from("rated_on::timestamp AT TIME ZONE 'UTC'", asked.decided.from)
    .before("rated_on::timestamp AT TIME ZONE 'UTC'", asked.decided.to);
  const rows = await sql.query<RatingRow>(
    `SELECT ${selectGroups(columns)}sum(n)::bigint AS n, sum(sum)::bigint AS sum FROM (
      SELECT agreement_id, customer, tier, priority, category, team, rated_on AS decided_on, n, sum
      FROM rating_counters WHERE ${where.text}) AS rated ${groupClause(columns)}`,
    where.parameters,
  );
  return new Map(
    rows.map((row) => {
      const count = Number(row.n);
      return [nameOfRow(columns, row), { count, mean: count === 0 ? null : Number(row.sum) / count }];
    }),
  );
}
