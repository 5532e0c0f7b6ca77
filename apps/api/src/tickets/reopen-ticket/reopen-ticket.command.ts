import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ReopenTicketBody } from './reopen-ticket.dto.js';

/** The ticket is open again. */
export class ReopenTicketCommand extends TicketApiCommand<ReopenTicketBody> {
  readonly name = 'ReopenTicket';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
