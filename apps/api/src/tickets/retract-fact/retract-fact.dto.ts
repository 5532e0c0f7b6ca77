import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField, IdField } from '../../fields/index.js';

/** A fact counts as never stated. */
export class RetractFactBody extends TicketBody {
  @IdField({ description: 'The event that stated it.' })
  eventId!: string;

  @CodeField()
  reason!: string;
}
