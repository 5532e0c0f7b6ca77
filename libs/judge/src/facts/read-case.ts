import { type Fact, type IgnoredFact } from '../model/facts.js';
import { type Instant, instantOf } from '../model/time.js';
import { openTicket, take, type Ticket } from './ticket.js';
import { walkFacts } from './walk.js';

export type TicketStatus = 'open' | 'paused' | 'resolved' | 'closed' | 'cancelled';

/** Where a ticket stands after its facts. */
export interface TicketView {
  readonly status: TicketStatus;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  /** Team and agent of the last `assigned`. */
  readonly team: string | null;
  readonly agent: string | null;
  readonly openedAt: Instant;
  /** When it was resolved or cancelled, whichever came first; null while it is open or paused. */
  readonly finishedAt: Instant | null;
}

const FOREVER = instantOf(Number.MAX_SAFE_INTEGER);

/**
 * Walks through a case without rules: where the ticket stands, and which facts are ignored because they make no sense
 * where they stand. An excuse needs a verdict, so `judge` alone can say whether it is ignored once the ticket is open.
 * @param now facts later than this are not looked at; all are without it
 */
export function readCase(
  facts: readonly Fact[],
  now: Instant = FOREVER,
): { readonly ticket: TicketView | null; readonly ignored: readonly IgnoredFact[] } {
  const { opened, placed } = walkFacts(facts, now);
  const ticket = opened && openTicket(opened);
  const ignored: IgnoredFact[] = [];
  for (const step of placed) {
    const reason = step.ignored ?? (ticket && step.fact !== opened ? take(ticket, step.fact, step.at) : null);
    if (reason !== null) ignored.push({ id: step.fact.id, reason });
  }
  return { ticket: ticket && opened && viewTicket(ticket, opened.at), ignored };
}

export function viewTicket(ticket: Ticket, openedAt: Instant): TicketView {
  const { tier, priority, category, team, agent, resolvedAt, cancelledAt } = ticket;
  const finished = resolvedAt ?? cancelledAt;
  const finishedAt = finished === null ? null : instantOf(finished);
  return { status: statusOf(ticket), tier, priority, category, team, agent, openedAt, finishedAt };
}

function statusOf(ticket: Ticket): TicketStatus {
  if (ticket.cancelledAt !== null) return 'cancelled';
  if (ticket.resolvedAt !== null) return ticket.closed ? 'closed' : 'resolved';
  return ticket.pausedFor === null ? 'open' : 'paused';
}
