import { TicketBody } from '../../commands/command-body.dto.js';

/** An agent answered the customer. */
export class SendResponseBody extends TicketBody {}
