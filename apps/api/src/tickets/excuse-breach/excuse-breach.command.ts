import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ExcuseBreachBody } from './excuse-breach.dto.js';

/** A breach is excused; it stays a breach. */
export class ExcuseBreachCommand extends TicketApiCommand<ExcuseBreachBody> {
  readonly name = 'ExcuseBreach';

  toDomain(when: When): TicketCommand {
    const { metric, cycle, reason } = this.body;
    return { type: this.name, ...when, metric, cycle, reason };
  }
}
