import { type VerdictReason } from '../model/verdict.js';
import { type CompiledTerms, type Target } from '../targets/compiled-terms.js';
import { type Due } from '../targets/due.js';
import { type GoverningCalendar } from '../versions/rulebook.js';

/** A stretch of a ticket's life in which it waits; `to` is Infinity and `endIndex` -1 while it lasts. */
export interface Pause {
  readonly reason: string;
  readonly from: number;
  to: number;
  /** The places of the facts that began and ended it in the walk. */
  readonly startIndex: number;
  endIndex: number;
}

/** The words of a verdict that are as at its decision. */
export interface Decision {
  readonly state: 'met' | 'breached' | 'void';
  readonly at: number;
  readonly reason: VerdictReason;
  /** Facts from this place on came after the decision. */
  readonly before: number;
  readonly termsVersion: number | string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly goal: number | null;
}

/** What a clock is measured by: a target, the calendar it counts in, from when and how much. */
export interface Commitment {
  readonly target: Target;
  readonly calendar: GoverningCalendar;
  readonly measuredFrom: number;
  /** The milliseconds of the time part that it has, which a proportional change may have cut. */
  readonly timeMs: number;
}

/**
 * One running of one metric on one ticket, while a case is walked through. A clock without a commitment is kept too: it has
 * a cycle, and a change may give it a target.
 */
export interface Clock {
  readonly metric: string;
  readonly cycle: number;
  /** The metric's own start, and the place of the fact that was it. */
  readonly ownStart: number;
  readonly startIndex: number;
  startedAt: number;
  /** Null where no version was in force at the start and none has taken it over. */
  terms: CompiledTerms | null;
  commitment: Commitment | null;
  /** Up to when switches of its calendar have been followed. */
  calendarAsOf: number;
  /** Whose exclusions it has. */
  category: string | null;
  decision: Decision | null;
  /** Stopped, cut off or cancelled: nothing moves it but a reopening. */
  ended: boolean;
  /** Where it stopped running, for whatever reason. */
  stoppedAt: number | null;
  stopIndex: number;
  /** `[resolved, reopened)` of each resume. */
  resumes: readonly Pause[];
  /** The due instants under the commitment; null when they must be worked out again. */
  due: Due | null;
  /** Elapsed and overrun at the stop, once stopped. */
  frozen: { readonly elapsedMs: number; readonly overrunMs: number } | null;
}

/** Undecided with a target: what a change, a pause or the time can still decide. */
export const isUndecided = (clock: Clock): boolean => clock.commitment !== null && clock.decision === null;

/** Not ended and not decided, or void for want of a target only: what a change may still move. */
export const isOpenToChange = (clock: Clock): boolean =>
  !clock.ended && (clock.decision === null || clock.decision.state === 'void');

/** Whether a clock has, or had when it was decided, a target. */
export const hasCommitment = (clock: Clock): clock is Clock & { commitment: Commitment } => clock.commitment !== null;
