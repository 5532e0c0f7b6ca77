import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { CancelTicketCommand } from './cancel-ticket.command.js';

@CommandHandler(CancelTicketCommand)
export class CancelTicketHandler extends TicketCommandHandler<CancelTicketCommand> {}
