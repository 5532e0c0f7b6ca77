import { Injectable } from '@nestjs/common';
import type { CommandAnswer } from '../commands/command-answer.dto.js';
import type { TicketApiCommand } from './ticket-api-command.js';
import { Tickets } from './tickets.js';

/** Load, decide, append: all that most commands about a ticket need. */
@Injectable()
export abstract class TicketCommandHandler<Asked extends TicketApiCommand> {
  constructor(protected readonly tickets: Tickets) {}

  execute(command: Asked): Promise<CommandAnswer> {
    return this.tickets.change(command);
  }
}
