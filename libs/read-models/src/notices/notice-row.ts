import type { NoticeCause, NoticeEvent } from '#domain';
import type { VerdictState } from '#judge';

/** A row of `notices` in memory; instants are milliseconds since 1970. */
export interface NoticeRow {
  /** Also the event's id in the log. */
  readonly id: string;
  readonly type: NoticeEvent['type'];
  readonly ticketId: string;
  readonly agreementId: string;
  readonly customer: string;
  readonly metric: string;
  readonly cycle: number;
  readonly at: number;
  readonly dueAt: number | null;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  readonly termsVersion: string;
  /** The three of a retraction; null of others. */
  readonly retracts: string | null;
  readonly state: VerdictState | null;
  readonly because: NoticeCause | null;
  /** In its stream. */
  readonly revision: number;
  readonly position: number;
  readonly recordedAt: number;
}
