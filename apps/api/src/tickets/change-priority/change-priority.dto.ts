import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** The ticket has another priority from then on. */
export class ChangePriorityBody extends TicketBody {
  @CodeField()
  priority!: string;
}
