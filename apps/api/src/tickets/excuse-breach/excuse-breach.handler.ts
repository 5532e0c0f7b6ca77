import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Agreements } from '../../agreements/agreements.js';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Tickets } from '../tickets.js';
import { ExcuseBreachCommand } from './excuse-breach.command.js';

/** Only a breach can be excused, so the rules that govern the ticket are needed to decide. */
@CommandHandler(ExcuseBreachCommand)
export class ExcuseBreachHandler implements ICommandHandler<ExcuseBreachCommand> {
  constructor(
    private readonly tickets: Tickets,
    private readonly agreements: Agreements,
  ) {}

  execute(command: ExcuseBreachCommand): Promise<CommandAnswer> {
    return this.tickets.change(command, async ({ agreementId }) => ({
      rules: await this.agreements.rulesOf(agreementId),
    }));
  }
}
