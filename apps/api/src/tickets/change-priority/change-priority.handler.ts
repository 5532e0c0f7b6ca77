import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ChangePriorityCommand } from './change-priority.command.js';

@CommandHandler(ChangePriorityCommand)
export class ChangePriorityHandler extends TicketCommandHandler<ChangePriorityCommand> {}
