import type { CalendarDefinition, Reach, Terms } from '#judge';
import type { EventOf, IsoInstant } from '../event.js';

/** A version of terms laid over the recorded ones in an audit. */
export interface OverlaidAmendment {
  readonly agreementId: string;
  readonly effectiveFrom: IsoInstant;
  readonly effectiveUntil: IsoInstant | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  readonly terms: Terms;
}

export interface OverlaidCalendar {
  readonly calendarId: string;
  readonly effectiveFrom: IsoInstant | null;
  readonly effectiveUntil: IsoInstant | null;
  readonly reach: Reach;
  readonly supersedes: boolean;
  readonly definition: CalendarDefinition;
}

export interface OverlaidExclusion {
  readonly agreementId: string;
  readonly from: IsoInstant;
  readonly to: IsoInstant;
  readonly category: string;
}

/** What is asked, complete: `asOf` and `now` are fixed, so the same request gives the same digest anywhere. */
export interface AuditRequest {
  readonly auditId: string;
  /** Agreement ids, or `*`. */
  readonly agreements: readonly string[] | '*';
  readonly from: IsoInstant;
  readonly to: IsoInstant;
  /** A log position, decimal. */
  readonly asOf: string;
  readonly now: IsoInstant;
  readonly amendments: readonly OverlaidAmendment[];
  readonly calendars: readonly OverlaidCalendar[];
  readonly exclusions: readonly OverlaidExclusion[];
  /** Ids of recorded exclusions to leave out. */
  readonly withdraw: readonly string[];
}

export type AuditRequested = EventOf<'AuditRequested', AuditRequest>;
export type AuditCompleted = EventOf<
  'AuditCompleted',
  { readonly auditId: string; readonly digest: string; readonly judged: number; readonly changed: number }
>;
export type AuditFailed = EventOf<'AuditFailed', { readonly auditId: string; readonly error: string }>;
export type AuditCancelled = EventOf<'AuditCancelled', { readonly auditId: string }>;

/** `audit-<id>` holds these. */
export type AuditEvent = AuditRequested | AuditCompleted | AuditFailed | AuditCancelled;
