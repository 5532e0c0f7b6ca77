import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { RateSatisfactionBody } from './rate-satisfaction.dto.js';

/** The customer rated the ticket; no part of the case. */
export class RateSatisfactionCommand extends TicketApiCommand<RateSatisfactionBody> {
  readonly name = 'RateSatisfaction';

  toDomain(when: When): TicketCommand {
    const { score } = this.body;
    return { type: this.name, ...when, score };
  }
}
