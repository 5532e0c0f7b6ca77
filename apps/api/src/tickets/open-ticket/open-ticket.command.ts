import { mintedId, type TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { OpenTicketBody } from './open-ticket.dto.js';

/** A ticket begins. Where it brings no id, one follows from the caller and its key, so a repeat names the same ticket. */
export class OpenTicketCommand extends TicketApiCommand<OpenTicketBody> {
  readonly name = 'OpenTicket';

  override get ticketId(): string {
    return this.body.ticketId ?? mintedId('ticket', this.asked.actor, this.asked.commandId);
  }

  toDomain(when: When): TicketCommand {
    const { agreementId, tier, priority, category, paused } = this.body;
    const optional = { ...(category != null && { category }), ...(paused != null && { paused }) };
    return { type: this.name, ...when, agreementId, tier, priority, ...optional };
  }
}
