import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ReachMilestoneBody } from './reach-milestone.dto.js';

/** The ticket reached a milestone. */
export class ReachMilestoneCommand extends TicketApiCommand<ReachMilestoneBody> {
  readonly name = 'ReachMilestone';

  toDomain(when: When): TicketCommand {
    const { name } = this.body;
    return { type: this.name, ...when, name };
  }
}
