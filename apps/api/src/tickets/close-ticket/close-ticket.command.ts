import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { CloseTicketBody } from './close-ticket.dto.js';

/** The ticket is closed; one not resolved counts as resolved. */
export class CloseTicketCommand extends TicketApiCommand<CloseTicketBody> {
  readonly name = 'CloseTicket';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
