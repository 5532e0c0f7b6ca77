import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ChangePriorityBody } from './change-priority.dto.js';

/** The ticket has another priority from then on. */
export class ChangePriorityCommand extends TicketApiCommand<ChangePriorityBody> {
  readonly name = 'ChangePriority';

  toDomain(when: When): TicketCommand {
    const { priority } = this.body;
    return { type: this.name, ...when, priority };
  }
}
