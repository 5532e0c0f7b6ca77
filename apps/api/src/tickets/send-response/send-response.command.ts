import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { SendResponseBody } from './send-response.dto.js';

/** An agent answered the customer. */
export class SendResponseCommand extends TicketApiCommand<SendResponseBody> {
  readonly name = 'SendResponse';

  toDomain(when: When): TicketCommand {
    return { type: this.name, ...when };
  }
}
