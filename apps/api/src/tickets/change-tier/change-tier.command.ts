import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ChangeTierBody } from './change-tier.dto.js';

/** The ticket has another tier from then on. */
export class ChangeTierCommand extends TicketApiCommand<ChangeTierBody> {
  readonly name = 'ChangeTier';

  toDomain(when: When): TicketCommand {
    const { tier } = this.body;
    return { type: this.name, ...when, tier };
  }
}
