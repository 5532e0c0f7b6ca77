import { type Fact } from '../model/facts.js';
import { type Ticket } from '../facts/ticket.js';

/** What a fact fires: `closed` on a ticket not resolved fires both `resolved` and `closed`. */
export type Fired = readonly string[];

export const NOTHING_FIRED: Fired = [];
const RESOLVED_AND_CLOSED: Fired = ['resolved', 'closed'];
const plain = new Map<string, Fired>(
  ['opened', 'response', 'customer-reply', 'assigned', 'resolved', 'closed', 'reopened'].map((type) => [type, [type]]),
);

/** @param ticket as it is before the fact */
export function firedBy({ type }: Fact, ticket: Ticket): Fired {
  if (type === 'closed' && ticket.resolvedAt === null) return RESOLVED_AND_CLOSED;
  if (type.startsWith('milestone:')) return [type];
  return plain.get(type) ?? NOTHING_FIRED;
}
