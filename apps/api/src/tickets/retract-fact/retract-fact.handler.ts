import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { RetractFactCommand } from './retract-fact.command.js';

@CommandHandler(RetractFactCommand)
export class RetractFactHandler extends TicketCommandHandler<RetractFactCommand> {}
