import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Agreements } from '../../agreements/agreements.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Tickets } from '../tickets.js';
import { OpenTicketCommand } from './open-ticket.command.js';

/**
 * The agreement's stream is read too, and not locked: a ticket opens under what is agreed at that moment. What an
 * agreement has ever offered it offers for ever (a version only adds), so what was seen of it earlier may accept a ticket;
 * only to refuse one the log is asked anew.
 */
@CommandHandler(OpenTicketCommand)
export class OpenTicketHandler implements ICommandHandler<OpenTicketCommand> {
  constructor(
    private readonly tickets: Tickets,
    private readonly agreements: Agreements,
  ) {}

  execute(command: OpenTicketCommand): Promise<CommandAnswer> {
    const { agreementId } = command.body;
    return this.tickets.begin(command, async (look) => ({
      agreement: await (look === 'log' ? this.agreements.current(agreementId) : this.agreements.seen(agreementId)),
    }));
  }
}
