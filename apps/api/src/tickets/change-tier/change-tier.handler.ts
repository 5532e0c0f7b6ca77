import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ChangeTierCommand } from './change-tier.command.js';

@CommandHandler(ChangeTierCommand)
export class ChangeTierHandler extends TicketCommandHandler<ChangeTierCommand> {}
