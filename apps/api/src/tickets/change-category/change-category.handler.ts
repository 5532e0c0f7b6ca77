import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ChangeCategoryCommand } from './change-category.command.js';

@CommandHandler(ChangeCategoryCommand)
export class ChangeCategoryHandler extends TicketCommandHandler<ChangeCategoryCommand> {}
