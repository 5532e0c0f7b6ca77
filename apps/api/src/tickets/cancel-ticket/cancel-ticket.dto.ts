import { TicketBody } from '../../commands/command-body.dto.js';

/** The ticket should not have been; undecided clocks become void. */
export class CancelTicketBody extends TicketBody {}
