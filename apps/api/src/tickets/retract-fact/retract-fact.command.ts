import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { RetractFactBody } from './retract-fact.dto.js';

/** A fact counts as never stated. */
export class RetractFactCommand extends TicketApiCommand<RetractFactBody> {
  readonly name = 'RetractFact';

  toDomain(when: When): TicketCommand {
    const { eventId, reason } = this.body;
    return { type: this.name, ...when, eventId, reason };
  }
}
