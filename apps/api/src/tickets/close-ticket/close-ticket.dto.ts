import { TicketBody } from '../../commands/command-body.dto.js';

/** The ticket is closed; one not resolved counts as resolved. */
export class CloseTicketBody extends TicketBody {}
