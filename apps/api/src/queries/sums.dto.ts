import { GROUPS, type Group, type SumsAsked } from '#read-models';
import { DimensionsDto } from './ask.dto.js';
import { InstantParameter, WordsParameter, wordsOf } from './parameters.js';
import { spanOf } from './spans.js';

/** What sums over verdicts take. */
export class SumsDto extends DimensionsDto {
  @WordsParameter(GROUPS, {
    optional: true,
    description: 'What to group by, in this order. Periods are those of decidedAt in the time zone of the terms.',
  })
  groupBy?: string | string[];

  @InstantParameter('Decided at or after this instant. What is undecided counts in any span.')
  from?: string;

  @InstantParameter('Decided before this instant.')
  to?: string;
}

/** The sums asked for, as the read models take them. */
export function sumsAsked(asked: SumsDto): SumsAsked {
  const { agreementId, customer, tier, priority, category, team, metric } = asked;
  const groupBy = wordsOf(asked.groupBy) as readonly Group[];
  const decided = spanOf(asked.from, asked.to, 'to');
  return { agreementId, customer, tier, priority, category, team, metric, groupBy, decided };
}

/** How many verdicts a group holds, and how well its promises were kept. */
export class CountsAnswer {
  agreement?: string;
  customer?: string;
  tier?: string;
  priority?: string;
  category?: string | null;
  team?: string | null;
  metric?: string;
  /** `2015-02-16`; null for what is undecided, as for every period. */
  day?: string | null;
  /** ISO 8601: `2015-W08`. */
  week?: string | null;
  /** `2015-02`. */
  month?: string | null;
  /** `2015-Q1`. */
  quarter?: string | null;
  /** `2015`. */
  year?: string | null;
  met!: number;
  /** Excused ones included. */
  breached!: number;
  excused!: number;
  void!: number;
  running!: number;
  paused!: number;
  /** Running or paused. */
  atRisk!: number;
  /** met / (met + breached); null where there is none of either. */
  attainment!: number | null;
  /** The same with excused breaches left out. */
  attainmentExcused!: number | null;
}

export const COUNT_FIELDS = [
  'met',
  'breached',
  'excused',
  'void',
  'running',
  'paused',
  'atRisk',
  'attainment',
  'attainmentExcused',
] as const satisfies readonly (keyof CountsAnswer)[];
