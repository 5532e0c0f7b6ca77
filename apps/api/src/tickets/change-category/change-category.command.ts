import type { TicketCommand } from '#domain';
import { TicketApiCommand, type When } from '../ticket-api-command.js';
import type { ChangeCategoryBody } from './change-category.dto.js';

/** The ticket has another category from then on. */
export class ChangeCategoryCommand extends TicketApiCommand<ChangeCategoryBody> {
  readonly name = 'ChangeCategory';

  toDomain(when: When): TicketCommand {
    const { category } = this.body;
    return { type: this.name, ...when, category };
  }
}
