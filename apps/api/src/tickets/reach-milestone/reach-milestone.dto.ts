import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** The ticket reached a milestone. */
export class ReachMilestoneBody extends TicketBody {
  @CodeField({ description: 'As `milestone:<name>` in the terms.' })
  name!: string;
}
