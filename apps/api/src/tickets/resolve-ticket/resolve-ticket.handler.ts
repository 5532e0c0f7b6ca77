import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { ResolveTicketCommand } from './resolve-ticket.command.js';

@CommandHandler(ResolveTicketCommand)
export class ResolveTicketHandler extends TicketCommandHandler<ResolveTicketCommand> {}
