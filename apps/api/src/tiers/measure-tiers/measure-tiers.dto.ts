import { COUNT_FIELDS, CountsAnswer, SumsDto } from '../../queries/sums.dto.js';

export class MeasureTiersDto extends SumsDto {}

/** How long clocks took that stopped met or breached, in milliseconds; null where there are none. */
export class ElapsedAnswer {
  count!: number;
  /** Exact, rounded to the millisecond. */
  mean!: number | null;
  /** By nearest rank, at most 1 % off, as are the others. */
  p50!: number | null;
  p90!: number | null;
  p95!: number | null;
  p99!: number | null;
}

/** The last ratings of tickets; alike for every metric. In a span: those of the UTC dates that begin in it. */
export class RatingsAnswer {
  count!: number;
  /** From 1 to 5. */
  mean!: number | null;
}

/** How a tier does. */
export class TierMetricsAnswer extends CountsAnswer {
  elapsedMs!: ElapsedAnswer;
  ratings!: RatingsAnswer;
}

export const TIER_FIELDS = [...COUNT_FIELDS, 'elapsedMs', 'ratings'] as const;
