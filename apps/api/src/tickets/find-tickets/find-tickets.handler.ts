import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { findTickets, mapPage, ticketOrderOf, type TicketView } from '#read-models';
import { isoOf, isoOrNull } from '../../queries/answers.js';
import { Lists } from '../../queries/lists.js';
import { spanOf } from '../../queries/spans.js';
import { TICKET_FIELDS, type TicketItem } from './find-tickets.dto.js';
import { FindTickets } from './find-tickets.query.js';

@QueryHandler(FindTickets)
export class FindTicketsHandler implements IQueryHandler<FindTickets> {
  constructor(private readonly lists: Lists) {}

  async execute({ asked, asker }: FindTickets) {
    const { agreementId, customer, status, tier, priority, category, team } = asked;
    const opened = spanOf(asked.openedFrom, asked.openedTo, 'openedTo');
    const filters = { agreementId, customer, status, tier, priority, category, team, opened };
    return this.lists.answer(asked, asker, {
      name: 'tickets',
      order: ticketOrderOf(filters),
      columns: TICKET_FIELDS,
      past: asked.openedFrom === undefined && asked.openedTo === undefined ? 'tickets' : 'cases',
      read: async ({ sql }, page) => mapPage(await findTickets(sql, asker.scope, filters, page), ticketItem),
    });
  }
}

const ticketItem = (ticket: TicketView): TicketItem => ({
  ...ticket,
  openedAt: isoOf(ticket.openedAt),
  finishedAt: isoOrNull(ticket.finishedAt),
});
