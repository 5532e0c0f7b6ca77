import { Query } from '@nestjs/cqrs';
import type { AskDto } from '../../queries/ask.dto.js';
import type { Asker } from '../../queries/asker.js';
import type { HistoryAnswer } from './show-history.dto.js';

/** What was known of a ticket's clocks, and what moved it. */
export class ShowHistory extends Query<HistoryAnswer> {
  constructor(
    readonly ticketId: string,
    readonly asked: AskDto,
    readonly asker: Asker,
  ) {
    super();
  }
}
