import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { PauseTicketBody } from './pause-ticket.dto.js';

/** The ticket waits; on a paused one the reason changes. */
export class PauseTicketCommand extends TicketApiCommand<PauseTicketBody> {
  readonly name = 'PauseTicket';

  toDomain(when: When): TicketCommand {
    const { reason } = this.body;
    return { type: this.name, ...when, reason };
  }
}
