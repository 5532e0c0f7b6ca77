import { type VerdictState } from '#judge';
import { type JudgedTicket } from './published-set.js';

/** How the clocks of a metric stand. */
export interface TallyRow extends Readonly<Record<VerdictState, number>> {
  readonly metric: string;
  /** Hours that half, and nine of ten, of the clocks that stopped at met or breached had run at most; null for none. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

const NONE: Readonly<Record<VerdictState, number>> = { met: 0, breached: 0, running: 0, paused: 0, void: 0 };

/** Counts verdicts by metric and state. */
export class Tally {
  private readonly byMetric = new Map<string, { states: Record<VerdictState, number>; elapsedMs: number[] }>();
  private ignored = 0;

  add({ verdicts, ignored }: JudgedTicket): void {
    for (const { metric, state, stoppedAt, elapsedMs } of verdicts) {
      const found = this.byMetric.get(metric) ?? { states: { ...NONE }, elapsedMs: [] };
      found.states[state] += 1;
      if (stoppedAt !== null && state !== 'void') found.elapsedMs.push(elapsedMs);
      this.byMetric.set(metric, found);
    }
    this.ignored += ignored.length;
  }

  /** Metrics in the order of their names. */
  report(): { readonly verdicts: readonly TallyRow[]; readonly ignored: number } {
    const verdicts = [...this.byMetric].map(([metric, { states, elapsedMs }]) => {
      const sorted = elapsedMs.sort((a, b) => a - b);
      return { metric, ...states, medianHours: hoursAt(sorted, 0.5), p90Hours: hoursAt(sorted, 0.9) };
    });
    return { verdicts: verdicts.sort((a, b) => (a.metric < b.metric ? -1 : 1)), ignored: this.ignored };
  }
}

/** The least that a share of them does not exceed, in hours with two decimals. */
function hoursAt(sorted: readonly number[], share: number): number | null {
  const found = sorted[Math.ceil(sorted.length * share) - 1];
  return found === undefined ? null : Math.round(found / 36_000) / 100;
}
