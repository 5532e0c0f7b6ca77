import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { RecordCustomerReplyBody } from './record-customer-reply.dto.js';

/** The customer wrote. */
export class RecordCustomerReplyCommand extends TicketApiCommand<RecordCustomerReplyBody> {
  readonly name = 'RecordCustomerReply';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
