import type { IgnoredFact } from '#judge';
import type { CaseFact } from './case-fact.js';
import type { CaseStatus } from './case.entity.js';

/** A row of `cases` in memory; instants are milliseconds since 1970. */
export interface CaseRow {
  readonly ticketId: string;
  readonly agreementId: string;
  readonly customer: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly status: CaseStatus;
  readonly openedAt: number;
  readonly finishedAt: number | null;
  readonly revision: number;
  readonly position: number;
  /** The last event, its own or of what governs it, that was looked at for breaches that it undid. */
  readonly knownTo: number;
  readonly facts: readonly CaseFact[];
  readonly ignored: readonly IgnoredFact[];
  readonly nextChangeAt: number | null;
  readonly score: number | null;
  /** `YYYY-MM-DD`. */
  readonly ratedOn: string | null;
}

/** What a ticket's events say, not yet judged. */
export type RecordedCase = Pick<CaseRow, 'ticketId' | 'agreementId' | 'customer' | 'revision' | 'position' | 'facts'>;
