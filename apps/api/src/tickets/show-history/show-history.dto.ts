import { type VerdictAnswer } from '../../queries/verdict.dto.js';

/** What the log took that moved a verdict. */
export class BecauseAnswer {
  /** @example '81402' */
  position!: string;
  /** @example '2015-02-16T17:25:30.000Z' */
  recordedAt!: string;
  /** @example 'ticket-101001234567' */
  stream!: string;
  /**
   * Of a fact as facts are named; of a version, a termination or an exclusion the event's name.
   * @example 'resolved'
   */
  type!: string;
  /** Of a fact; null for what governs the ticket. */
  eventId!: string | null;
}

/** A verdict as it was known from one position of the log until another. */
export class KnownVerdictAnswer {
  metric!: string;
  cycle!: number;
  /** The position that brought it. */
  from!: string;
  /** The position that moved it; null: it is what is known. */
  until!: string | null;
  /** As it stood at the end: just before what moved it was recorded; or now. */
  verdict!: VerdictAnswer;
  because!: BecauseAnswer;
}

export class HistoryAnswer {
  items!: KnownVerdictAnswer[];
  /** The log position of the models. */
  position!: string;
  /** The clock hand of the models. */
  hand!: string;
}
