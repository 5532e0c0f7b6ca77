import { type VerdictState } from '#judge';
import { type JudgedTicket } from './published-set.js';

/** How the clocks of a metric stand. */
export interface TallyRow extends Readonly<Record<VerdictState, number>> {
  readonly metric: string;
}

const NONE: Readonly<Record<VerdictState, number>> = { met: 0, breached: 0, running: 0, paused: 0, void: 0 };

/** Counts verdicts by metric and state. */
export class Tally {
  private readonly byMetric = new Map<string, Record<VerdictState, number>>();
  private ignored = 0;

  add({ verdicts, ignored }: JudgedTicket): void {
    for (const { metric, state } of verdicts) {
      const found = this.byMetric.get(metric) ?? { ...NONE };
      found[state] += 1;
      this.byMetric.set(metric, found);
    }
    this.ignored += ignored.length;
  }

  /** Metrics in the order of their names. */
  report(): { readonly verdicts: readonly TallyRow[]; readonly ignored: number } {
    const verdicts = [...this.byMetric].map(([metric, states]) => ({ metric, ...states }));
    return { verdicts: verdicts.sort((a, b) => (a.metric < b.metric ? -1 : 1)), ignored: this.ignored };
  }
}
