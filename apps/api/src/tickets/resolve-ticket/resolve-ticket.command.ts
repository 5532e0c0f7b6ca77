import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ResolveTicketBody } from './resolve-ticket.dto.js';

/** The ticket is resolved. */
export class ResolveTicketCommand extends TicketApiCommand<ResolveTicketBody> {
  readonly name = 'ResolveTicket';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
