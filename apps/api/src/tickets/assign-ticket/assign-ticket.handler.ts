import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { AssignTicketCommand } from './assign-ticket.command.js';

@CommandHandler(AssignTicketCommand)
export class AssignTicketHandler extends TicketCommandHandler<AssignTicketCommand> {}
