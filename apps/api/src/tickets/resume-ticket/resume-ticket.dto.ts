import { TicketBody } from '../../commands/command-body.dto.js';

/** The ticket waits no longer. */
export class ResumeTicketBody extends TicketBody {}
