import type { Fact, Instant } from '#judge';

/** Where and when the log took the event of a fact. */
export interface Recorded {
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly recordedAt: Instant;
}

/** A rating: shown with the case, not seen by the judge. */
export interface RatedFact {
  readonly id: string;
  readonly revision: number;
  readonly at: Instant;
  readonly type: 'rated';
  /** 1 to 5. */
  readonly score: number;
}

/** What `cases.facts` holds: a fact of the judge, or a rating, with its place in the log. */
export type CaseFact = (Fact | RatedFact) & Recorded;
