import { TicketBody } from '../../commands/command-body.dto.js';
import { CodeField } from '../../fields/index.js';

/** The ticket has another category from then on. */
export class ChangeCategoryBody extends TicketBody {
  @CodeField()
  category!: string;
}
