import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** A team, and perhaps an agent, took the ticket. */
export class AssignTicketBody extends TicketBody {
  @CodeField({ description: 'The team.' })
  team!: string;

  @CodeField({ optional: true, description: 'An opaque id of the agent: no name, no address.' })
  agent?: string | null;
}
