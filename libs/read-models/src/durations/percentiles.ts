import { valueOfBucket } from './buckets.js';

/** A histogram of durations: how many in each bucket. */
export type Histogram = ReadonlyMap<number, number>;

/** Of a set of durations, in milliseconds; null where there are none. */
export interface DurationSummary {
  readonly count: number;
  /** Exact, rounded to the millisecond. */
  readonly mean: number | null;
  /** At most 1 % off (see `bucketOf`), as are the others. */
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/**
 * Summarises a histogram. Percentiles go by nearest rank: the smallest duration that at least p % do not exceed.
 * @param sumMs the exact sum of all durations
 */
export function summarise(histogram: Histogram, sumMs: number): DurationSummary {
  const buckets = [...histogram].filter(([, n]) => n > 0).sort(([a], [b]) => a - b);
  const count = buckets.reduce((sum, [, n]) => sum + n, 0);
  const percentile = (p: number): number | null => {
    let left = Math.max(1, Math.ceil((p * count) / 100));
    for (const [bucket, n] of buckets) {
      left -= n;
      if (left <= 0) return Math.round(valueOfBucket(bucket));
    }
    return null;
  };
  return {
    count,
    mean: count === 0 ? null : Math.round(sumMs / count),
    p50: percentile(50),
    p90: percentile(90),
    p95: percentile(95),
    p99: percentile(99),
  };
}
