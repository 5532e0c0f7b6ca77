import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { SendResponseCommand } from './send-response.command.js';

@CommandHandler(SendResponseCommand)
export class SendResponseHandler extends TicketCommandHandler<SendResponseCommand> {}
