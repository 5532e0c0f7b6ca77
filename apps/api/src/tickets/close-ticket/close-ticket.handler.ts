import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { CloseTicketCommand } from './close-ticket.command.js';

@CommandHandler(CloseTicketCommand)
export class CloseTicketHandler extends TicketCommandHandler<CloseTicketCommand> {}
