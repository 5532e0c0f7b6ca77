import type { TicketStatus } from '#judge';
import { AskDto } from '../../queries/ask.dto.js';
import type { VerdictAnswer } from '../../queries/verdict.dto.js';

export class ShowTicketDto extends AskDto {}

/** Something that happened to the ticket; further fields by type, as the event has them. */
export class FactAnswer {
  /** Of its event. */
  id!: string;
  revision!: number;
  /** When it happened. */
  at!: string;
  /** Where the log took it. */
  position!: string;
  /** When the log took it. */
  recordedAt!: string;
  type!: string;
}

export class IgnoredAnswer {
  /** Of the fact. */
  id!: string;
  reason!: string;
}

/** A ticket, what happened to it, and what the judge says of it at the server's clock, or at `now`. */
export class TicketAnswer {
  ticketId!: string;
  agreementId!: string;
  customer!: string;
  tier!: string;
  priority!: string;
  category!: string | null;
  team!: string | null;
  agent!: string | null;
  status!: TicketStatus;
  /** In the order of the stream. */
  facts!: FactAnswer[];
  clocks!: VerdictAnswer[];
  ignored!: IgnoredAnswer[];
  revision!: number;
  position!: string;
  hand!: string;
}
