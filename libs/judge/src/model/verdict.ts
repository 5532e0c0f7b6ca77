import type { Instant, Millis } from './time.js';

export type VerdictState = 'running' | 'paused' | 'met' | 'breached' | 'void';
export type VerdictReason = 'in-time' | 'time' | 'change' | 'no-target' | 'cancelled' | 'resolved';

/** What the judge says of one clock at one instant (spec/judge.md, Verdicts). */
export interface Verdict {
  readonly metric: string;
  readonly cycle: number;
  readonly state: VerdictState;
  readonly startedAt: Instant;
  readonly measuredFrom: Instant;
  readonly dueAt: Instant | null;
  readonly breachesAt: Instant | null;
  readonly stoppedAt: Instant | null;
  readonly decidedAt: Instant | null;
  /** Grows with `now` while the clock is not stopped: never stored for such a clock. */
  readonly elapsedMs: Millis;
  readonly targetMs: Millis | null;
  readonly overrunMs: Millis;
  readonly within: string | null;
  readonly atRiskAt: Instant | null;
  readonly atRisk: boolean;
  readonly excused: string | null;
  readonly marks: readonly string[];
  /** Null while undecided. */
  readonly reason: VerdictReason | null;
  readonly termsVersion: number | string;
  /** `id@version`; `24x7` is named without one. */
  readonly calendar: string | null;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly goal: number | null;
  /** Ids of the facts that it rests on, in their order. */
  readonly facts: readonly string[];
}
