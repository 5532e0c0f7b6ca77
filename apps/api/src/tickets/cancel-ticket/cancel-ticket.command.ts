import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { CancelTicketBody } from './cancel-ticket.dto.js';

/** The ticket should not have been; undecided clocks become void. */
export class CancelTicketCommand extends TicketApiCommand<CancelTicketBody> {
  readonly name = 'CancelTicket';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
