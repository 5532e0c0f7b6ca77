import { TicketBody } from '../../commands/command-body.dto.js';

/** The customer wrote. */
export class RecordCustomerReplyBody extends TicketBody {}
