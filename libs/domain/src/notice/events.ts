import type { VerdictState } from '#judge';
import type { EventOf, IsoInstant } from '../event.js';

/** What a notice says of the clock that it is about, as judged when it was announced. */
export interface Noticed {
  /** Also the event's id in the log: `noticeIdOf`, `retractionIdOf`. */
  readonly noticeId: string;
  readonly ticketId: string;
  readonly agreementId: string;
  readonly customer: string;
  readonly metric: string;
  /** Counts the starts of the metric, from 1. */
  readonly cycle: number;
  /** The instant that it is about: `atRiskAt` of a warning, `breachesAt` of a breach. */
  readonly at: IsoInstant;
  readonly dueAt: IsoInstant | null;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
  readonly agent: string | null;
  /** As the verdict states it. */
  readonly termsVersion: number | string;
}

/** The event of the log that undid a breach. */
export interface NoticeCause {
  /** A log position, decimal. */
  readonly position: string;
  readonly recordedAt: IsoInstant;
  readonly stream: string;
  readonly type: string;
  /** Of a fact of the ticket; null for what governs it. */
  readonly eventId: string | null;
}

/** A clock has used up the at-risk share of its target. */
export type ClockWarned = EventOf<'ClockWarned', Noticed>;

/** A clock's target is used up. */
export type BreachNoticed = EventOf<'BreachNoticed', Noticed>;

/** A breach that was announced no longer holds. It says again what the BreachNoticed said. */
export type BreachRetracted = EventOf<
  'BreachRetracted',
  Noticed & {
    /** The `noticeId` of the BreachNoticed. */
    readonly retracts: string;
    /** Of the verdict now; null where the clock is gone. */
    readonly state: VerdictState | null;
    readonly because: NoticeCause;
  }
>;

/** `notice-<ticket>` holds these. */
export type NoticeEvent = ClockWarned | BreachNoticed | BreachRetracted;
