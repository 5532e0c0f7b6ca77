import { CommandHandler } from '@nestjs/cqrs';
import { TicketCommandHandler } from '../ticket-command-handler.js';
import { RecordCustomerReplyCommand } from './record-customer-reply.command.js';

@CommandHandler(RecordCustomerReplyCommand)
export class RecordCustomerReplyHandler extends TicketCommandHandler<RecordCustomerReplyCommand> {}
