import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { RateSatisfactionCommand } from './rate-satisfaction.command.js';

@CommandHandler(RateSatisfactionCommand)
export class RateSatisfactionHandler extends TicketCommandHandler<RateSatisfactionCommand> {}
