import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { AssignTicketBody } from './assign-ticket.dto.js';

/** A team, and perhaps an agent, took the ticket. */
export class AssignTicketCommand extends TicketApiCommand<AssignTicketBody> {
  readonly name = 'AssignTicket';

  toDomain(when: When): TicketCommand {
    const { team, agent } = this.body;
    return { type: this.name, ...when, team, ...(agent != null && { agent }) };
  }
}
