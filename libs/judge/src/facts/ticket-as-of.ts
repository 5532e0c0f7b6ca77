import { type PlacedFact } from './order.js';
import { openTicket, take, type Ticket } from './ticket.js';

/** What a ticket was at an instant that the walk has passed, and the place of the first fact after it. */
export function ticketAsOf(
  placed: readonly PlacedFact[],
  at: number,
): { readonly ticket: Ticket; readonly before: number } {
  const after = placed.findIndex((fact) => fact.at > at);
  const before = after < 0 ? placed.length : after;
  const [opened, ...facts] = placed.slice(0, before);
  if (opened?.fact.type !== 'opened') throw new RangeError('the ticket was not open yet');
  const ticket = openTicket(opened.fact);
  for (const { fact, at: when, ignored } of facts) if (ignored === null) take(ticket, fact, when);
  return { ticket, before };
}
