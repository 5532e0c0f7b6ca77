import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Agreements } from '../../agreements/agreements.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Tickets } from '../tickets.js';
import { OpenTicketCommand } from './open-ticket.command.js';

/** The agreement's stream is read too, and not locked: a ticket opens under what is agreed at that moment. */
@CommandHandler(OpenTicketCommand)
export class OpenTicketHandler implements ICommandHandler<OpenTicketCommand> {
  constructor(
    private readonly tickets: Tickets,
    private readonly agreements: Agreements,
  ) {}

  execute(command: OpenTicketCommand): Promise<CommandAnswer> {
    return this.tickets.begin(command, async () => ({
      agreement: await this.agreements.current(command.body.agreementId),
    }));
  }
}
