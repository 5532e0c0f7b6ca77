import { VERDICT_FIELDS, VerdictAnswer } from '../queries/verdict.dto.js';

/** What the log took that moved what was known of a ticket. */
export class BreachCauseAnswer {
  stream!: string;
  /** Of a fact as facts are named (`resolved`), of a version the event's name (`AgreementAmended`). */
  type!: string;
  /** Of a fact; null for what governs the ticket. */
  eventId!: string | null;
  position!: string;
  recordedAt!: string;
}

/** That a breach no longer holds. */
export class RetractedAnswer {
  /** When the log took what undid it. */
  at!: string;
  position!: string;
  because!: BreachCauseAnswer;
}

/**
 * A breach. One that was undone is as it stood then: what its clock had used, where it had not stopped, is not kept
 * (`elapsedMs` and `overrunMs` null).
 */
export class BreachAnswer extends VerdictAnswer {
  /** Null: it holds. */
  retracted!: RetractedAnswer | null;
}

export const BREACH_FIELDS = [...VERDICT_FIELDS, 'retracted'] as const satisfies readonly (keyof BreachAnswer)[];
