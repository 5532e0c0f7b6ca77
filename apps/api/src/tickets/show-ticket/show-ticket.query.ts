import { Query } from '@nestjs/cqrs';
import type { Asker } from '../../queries/asker.js';
import type { ShowTicketDto, TicketAnswer } from './show-ticket.dto.js';

/** One ticket, judged. */
export class ShowTicket extends Query<TicketAnswer> {
  constructor(
    readonly ticketId: string,
    readonly asked: ShowTicketDto,
    readonly asker: Asker,
  ) {
    super();
  }
}
