import { streamOf, type TicketCommand } from '#domain';
import type { Instant } from '#judge';
import { ApiCommand } from '../commands/api-command.js';
import type { TicketBody } from '../commands/command-body.dto.js';

/** Which ticket, and when it happened. */
export interface When {
  readonly ticketId: string;
  readonly at: Instant;
}

/** A command about a ticket, as it was asked. */
export abstract class TicketApiCommand<Body extends TicketBody = TicketBody> extends ApiCommand<Body> {
  abstract override readonly name: TicketCommand['type'];

  get ticketId(): string {
    return this.ids['ticketId'] ?? '';
  }

  get stream(): string {
    return streamOf.ticket(this.ticketId);
  }

  /** What the domain is asked. */
  abstract toDomain(when: When): TicketCommand;
}
