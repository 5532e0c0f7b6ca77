import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { PauseTicketCommand } from './pause-ticket.command.js';

@CommandHandler(PauseTicketCommand)
export class PauseTicketHandler extends TicketCommandHandler<PauseTicketCommand> {}
