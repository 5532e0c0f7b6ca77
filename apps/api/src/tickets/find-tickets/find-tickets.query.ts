import { ListQuery } from '../../queries/list-query.js';
import type { FindTicketsDto, TicketItem } from './find-tickets.dto.js';

/** Tickets by what they are. */
export class FindTickets extends ListQuery<FindTicketsDto, TicketItem> {}
