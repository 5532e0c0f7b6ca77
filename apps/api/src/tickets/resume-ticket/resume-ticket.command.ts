import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ResumeTicketBody } from './resume-ticket.dto.js';

/** The ticket waits no longer. */
export class ResumeTicketCommand extends TicketApiCommand<ResumeTicketBody> {
  readonly name = 'ResumeTicket';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
