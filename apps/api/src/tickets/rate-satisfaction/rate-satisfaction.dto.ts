import { TicketBody } from '../../commands/command-body.dto.js';
import { WholeField } from '../../fields/index.js';

/** The customer rated the ticket; no part of the case. */
export class RateSatisfactionBody extends TicketBody {
  @WholeField(1, 5)
  score!: number;
}
