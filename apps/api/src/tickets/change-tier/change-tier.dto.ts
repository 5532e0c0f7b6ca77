import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** The ticket has another tier from then on. */
export class ChangeTierBody extends TicketBody {
  @CodeField()
  tier!: string;
}
