import type { VerdictState } from '#judge';

export const NOTICE_TYPES = ['ClockWarned', 'BreachNoticed', 'BreachRetracted'] as const;
export type NoticeType = (typeof NOTICE_TYPES)[number];

/** The event of the log that undid a breach. */
export class NoticeCauseAnswer {
  position!: string;
  recordedAt!: string;
  stream!: string;
  type!: string;
  /** Of a fact of the ticket; null for what governs it. */
  eventId!: string | null;
}

/** What was announced of one clock, as it was then. */
export class NoticeAnswer {
  /** Also the event's id in the log. */
  id!: string;
  type!: NoticeType;
  ticketId!: string;
  agreementId!: string;
  customer!: string;
  metric!: string;
  /** Counts the starts of the metric, from 1. */
  cycle!: number;
  /** The instant that it is about: `atRiskAt` of a warning, `breachesAt` of a breach. */
  at!: string;
  dueAt!: string | null;
  tier!: string;
  priority!: string;
  category!: string | null;
  team!: string | null;
  agent!: string | null;
  termsVersion!: number | string;
  /** Of a retraction: the id of the notice that it takes back. */
  retracts!: string | null;
  /** Of a retraction: of the verdict then; null also where the clock was gone. */
  state!: VerdictState | null;
  /** Of a retraction: what undid the breach. */
  because!: NoticeCauseAnswer | null;
  position!: string;
  recordedAt!: string;
}

export const NOTICE_FIELDS = [
  'id',
  'type',
  'ticketId',
  'agreementId',
  'customer',
  'metric',
  'cycle',
  'at',
  'dueAt',
  'tier',
  'priority',
  'category',
  'team',
  'agent',
  'termsVersion',
  'retracts',
  'state',
  'because',
  'position',
  'recordedAt',
] as const satisfies readonly (keyof NoticeAnswer)[];
