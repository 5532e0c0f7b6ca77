import { type Attained } from '../attainment/attainment.js';
import { type CreditTerms } from '../model/terms.js';
import { type Verdict } from '../model/verdict.js';
import { Decimal } from './decimal.js';
import { minorUnit } from './minor-unit.js';

/** A step of the ladder or a reward that a period earned; `percent` of the fee. */
export interface Step {
  readonly metric: string;
  /** The `below` or `atLeast` of its row. */
  readonly bound: string;
  readonly percent: string;
}

/** The amounts of unexcused breaches of one row. */
export interface BreachAmount {
  readonly metric: string;
  readonly amount: string;
  readonly count: number;
}

/** What a period pays back, and from what it follows. Amounts are decimals as text. */
export interface Credit {
  readonly currency: string;
  readonly steps: readonly Step[];
  readonly breaches: readonly BreachAmount[];
  readonly rewards: readonly Step[];
  /** Whether `cap` cut steps and breaches. */
  readonly capped: boolean;
  /** Rounded once, to the minor unit, half up; negative where rewards outweigh. */
  readonly total: string;
}

/**
 * The credit of a period (spec/judge.md, Credits). The verdicts are those that count in the period, and `terms` those in
 * force at its start.
 */
export function creditOf(terms: CreditTerms, verdicts: readonly Verdict[]): Credit {
  const attained = attainedByMetric(verdicts);
  const fee = Decimal.of(terms.fee);
  const steps = bestSteps(terms.ladder ?? [], (row) => [row.below, 'lowest'], attained, isUnder);
  const rewards = bestSteps(
    terms.rewards ?? [],
    (row) => [row.atLeast, 'highest'],
    attained,
    (bound, a) => !isUnder(bound, a),
  );
  const breaches = breachAmounts(terms.breaches ?? [], verdicts);
  const owed = breaches.reduce((sum, { amount, count }) => sum.plus(times(amount, count)), percentOf(fee, steps));
  const cap = terms.cap === undefined ? null : fee.percent(Decimal.of(terms.cap));
  const capped = cap !== null && cap.isLess(owed);
  const total = (capped ? cap : owed).minus(percentOf(fee, rewards));
  return { currency: terms.currency, steps, breaches, rewards, capped, total: total.toText(minorUnit(terms.currency)) };
}

const percentOf = (fee: Decimal, steps: readonly Step[]): Decimal =>
  steps.reduce((sum, { percent }) => sum.plus(fee.percent(Decimal.of(percent))), Decimal.ZERO);

/** So many times an amount. */
const times = (amount: string, count: number): Decimal => Decimal.of(amount).percent(Decimal.of(`${count}00`));

function attainedByMetric(verdicts: readonly Verdict[]): ReadonlyMap<string, Attained> {
  const byMetric = new Map<string, { met: number; breached: number }>();
  for (const { metric, state, excused } of verdicts) {
    const counts = byMetric.get(metric) ?? { met: 0, breached: 0 };
    byMetric.set(metric, counts);
    if (state === 'met') counts.met += 1;
    if (state === 'breached' && excused === null) counts.breached += 1;
  }
  return byMetric;
}

const isUnder = (bound: string, { met, breached }: Attained): boolean =>
  Decimal.of(bound).isAboveShare(met, met + breached);

/**
 * For each metric the one row that its attainment earns: of the ladder the one with the lowest `below` that it is under,
 * of the rewards the one with the highest `atLeast` that it reaches. No attainment, no row.
 */
function bestSteps<R extends { readonly metric: string; readonly percent: string }>(
  rows: readonly R[],
  boundOf: (row: R) => readonly [bound: string, best: 'lowest' | 'highest'],
  attained: ReadonlyMap<string, Attained>,
  earns: (bound: string, attained: Attained) => boolean,
): Step[] {
  const best = new Map<string, Step>();
  for (const row of rows) {
    const [bound, which] = boundOf(row);
    const counts = attained.get(row.metric);
    if (!counts || counts.met + counts.breached === 0 || !earns(bound, counts)) continue;
    const held = best.get(row.metric);
    const [low, high] = which === 'lowest' ? [bound, held?.bound] : [held?.bound, bound];
    if (!held || Decimal.of(low ?? '0').isLess(Decimal.of(high ?? '0')))
      best.set(row.metric, { metric: row.metric, bound, percent: row.percent });
  }
  return [...best.values()];
}

type BreachRow = NonNullable<CreditTerms['breaches']>[number];

/** Each unexcused breach pays by the one row that fits it best: exact beats `*`, tier, then priority, then category. */
function breachAmounts(rows: readonly BreachRow[], verdicts: readonly Verdict[]): BreachAmount[] {
  const counts = new Map<BreachRow, number>();
  for (const verdict of verdicts) {
    if (verdict.state !== 'breached' || verdict.excused !== null) continue;
    let best: BreachRow | null = null;
    for (const row of rows) if (fits(row, verdict) && (!best || exactness(row) > exactness(best))) best = row;
    if (best) counts.set(best, (counts.get(best) ?? 0) + 1);
  }
  return [...counts].map(([{ metric, amount }, count]) => ({ metric, amount, count }));
}

const any = (word: string | undefined): boolean => word === undefined || word === '*';

const fits = (row: BreachRow, { metric, tier, priority, category }: Verdict): boolean =>
  row.metric === metric &&
  (any(row.tier) || row.tier === tier) &&
  (any(row.priority) || row.priority === priority) &&
  (any(row.category) || row.category === category);

const exactness = ({ tier, priority, category }: BreachRow): number =>
  (any(tier) ? 0 : 4) + (any(priority) ? 0 : 2) + (any(category) ? 0 : 1);
