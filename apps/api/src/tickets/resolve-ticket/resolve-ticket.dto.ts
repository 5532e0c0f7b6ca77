import { TicketBody } from '../../commands/command-body.dto.js';

/** The ticket is resolved. */
export class ResolveTicketBody extends TicketBody {}
