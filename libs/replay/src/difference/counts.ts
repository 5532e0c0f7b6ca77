import type { Instant, Verdict } from '#judge';

/** How many verdicts of each kind. `excused` are those of `breached` that carry an excuse. */
export interface Counts {
  readonly met: number;
  readonly breached: number;
  readonly excused: number;
  readonly void: number;
  readonly running: number;
  readonly paused: number;
}

export type MutableCounts = { -readonly [K in keyof Counts]: number };

export const noCounts = (): MutableCounts => ({ met: 0, breached: 0, excused: 0, void: 0, running: 0, paused: 0 });

/** Counts one more verdict. */
export function count(counts: MutableCounts, verdict: Verdict): void {
  counts[verdict.state] += 1;
  if (verdict.state === 'breached' && verdict.excused !== null) counts.excused += 1;
}

/** Adds counts to counts. */
export function addCounts(to: MutableCounts, more: Counts): void {
  for (const key of Object.keys(to) as (keyof Counts)[]) to[key] += more[key];
}

/** Half-open, `[from, to)`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Whether an audit counts a verdict: decided in the span, or undecided at the audit's `now` (spec/http.md, Audits). */
export const isCounted = ({ decidedAt }: Verdict, { from, to }: Span): boolean =>
  decidedAt === null || (decidedAt >= from && decidedAt < to);
