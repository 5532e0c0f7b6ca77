import type { CalendarDefinition } from './calendar-definition.js';
import type { Terms } from './terms.js';
import type { Instant } from './time.js';

/** `new`: only clocks that start under it. `open`: also clocks that are running or paused when it takes effect. */
export type Reach = 'new' | 'open';

interface Version {
  /** Counts from 1; an audit's overlaid versions are named `w1`, `w2`, ... */
  readonly version: number | string;
  /** Null: from the beginning of time (a calendar's first version may say so). */
  readonly effectiveFrom: Instant | null;
  readonly effectiveUntil: Instant | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  /** Where the log recorded it: an integer below 2^53 that only orders. */
  readonly position: number;
}

/** One version of an agreement's terms (spec/judge.md, Versions). */
export interface TermsVersion extends Version {
  readonly terms: Terms;
}

export interface CalendarVersion extends Version {
  readonly definition: CalendarDefinition;
}

/** A termination caps at `at` the `effectiveUntil` of every version recorded before `position`. */
export interface Termination {
  readonly at: Instant;
  readonly position: number;
}

export interface CalendarHistory {
  readonly calendarId: string;
  readonly versions: readonly CalendarVersion[];
}

/** A window that takes open time away from every clock of the category (`*`: of all). */
export interface Exclusion {
  readonly from: Instant;
  readonly to: Instant;
  readonly category: string;
}

/** All that governs the tickets of one agreement, as known at some position of the log. */
export interface Rulebook {
  readonly timeline: readonly TermsVersion[];
  readonly terminations?: readonly Termination[];
  readonly calendars: readonly CalendarHistory[];
  readonly exclusions: readonly Exclusion[];
}
