import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** The ticket waits; on a paused one the reason changes. */
export class PauseTicketBody extends TicketBody {
  @CodeField({ description: 'Which clocks it stops is for the terms to say.' })
  reason!: string;
}
