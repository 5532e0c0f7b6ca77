import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField, IdField } from '../../fields/index.js';

/** A ticket begins. */
export class OpenTicketBody extends TicketBody {
  @IdField({ optional: true, description: 'By default one that follows from the caller and its key.' })
  ticketId?: string | null;

  @IdField({ description: 'The agreement that governs it.' })
  agreementId!: string;

  @CodeField({ description: 'A tier that some version of the agreement’s terms has.' })
  tier!: string;

  @CodeField()
  priority!: string;

  @CodeField({ optional: true })
  category?: string | null;

  @CodeField({ optional: true, description: 'The reason, where the ticket is opened paused.' })
  paused?: string | null;
}
