import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ReopenTicketCommand } from './reopen-ticket.command.js';

@CommandHandler(ReopenTicketCommand)
export class ReopenTicketHandler extends TicketCommandHandler<ReopenTicketCommand> {}
