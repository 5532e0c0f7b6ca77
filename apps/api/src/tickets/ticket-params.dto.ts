import { IdField } from '../fields/index.js';

/** The path of a command about a ticket. */
export class TicketParams {
  @IdField({ description: 'The ticket.' })
  ticketId!: string;
}
