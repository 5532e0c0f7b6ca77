import { TicketBody } from '../../commands/command-body.dto.js';

/** The ticket is open again. */
export class ReopenTicketBody extends TicketBody {}
