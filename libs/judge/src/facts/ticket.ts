import { type Fact } from '../model/facts.js';

/** Where a ticket stands in the walk through its facts. A paused ticket has a reason, any other has none. */
export interface Ticket {
  tier: string;
  priority: string;
  category: string | null;
  team: string | null;
  agent: string | null;
  pausedFor: string | null;
  resolvedAt: number | null;
  closed: boolean;
  cancelledAt: number | null;
}

export function openTicket(opened: Extract<Fact, { type: 'opened' }>): Ticket {
  return {
    tier: opened.tier,
    priority: opened.priority,
    category: opened.category ?? null,
    team: null,
    agent: null,
    pausedFor: opened.paused ?? null,
    resolvedAt: null,
    closed: false,
    cancelledAt: null,
  };
}

/** Why a fact makes no sense where it stands, by type; null where it does. Types not named always make sense. */
const senseless: { readonly [T in Fact['type']]?: (ticket: Ticket) => string | null } = {
  opened: () => 'the ticket is open already',
  paused: (ticket) => (ticket.resolvedAt === null ? null : 'the ticket is resolved'),
  resumed: (ticket) =>
    ticket.resolvedAt !== null ? 'the ticket is resolved' : ticket.pausedFor ? null : 'the ticket is not paused',
  resolved: (ticket) => (ticket.resolvedAt === null ? null : 'the ticket is resolved already'),
  closed: (ticket) => (ticket.closed ? 'the ticket is closed already' : null),
  reopened: (ticket) => (ticket.resolvedAt === null ? 'the ticket is not resolved' : null),
};

const known = new Set<string>([
  'response',
  'customer-reply',
  'assigned',
  'priority',
  'tier',
  'category',
  'cancelled',
  ...Object.keys(senseless),
]);

/** Why a fact (none of `retracted` and `excused`) is to be ignored where it stands, null where it counts. */
export function whyIgnored(ticket: Ticket, { type }: Fact): string | null {
  if (ticket.cancelledAt !== null) return 'the ticket is cancelled';
  if (!known.has(type) && !type.startsWith('milestone:')) return `"${type}" is no known type of fact`;
  return senseless[type]?.(ticket) ?? null;
}

/** Moves a ticket, or says why the fact is ignored. Excuses do not move it. */
export function take(ticket: Ticket, fact: Fact, at: number): string | null {
  if (fact.type === 'excused') return null;
  const reason = whyIgnored(ticket, fact);
  if (reason === null) moveTicket(ticket, fact, at);
  return reason;
}

/** Moves a ticket by a fact that counts. */
export function moveTicket(ticket: Ticket, fact: Fact, at: number): void {
  switch (fact.type) {
    case 'paused':
      ticket.pausedFor = fact.reason;
      return;
    case 'resumed':
      ticket.pausedFor = null;
      return;
    case 'resolved':
    case 'closed':
      ticket.resolvedAt ??= at;
      ticket.pausedFor = null;
      ticket.closed = fact.type === 'closed';
      return;
    case 'reopened':
      ticket.resolvedAt = null;
      ticket.closed = false;
      return;
    case 'cancelled':
      ticket.cancelledAt = at;
      ticket.pausedFor = null;
      return;
    default:
      describe(ticket, fact);
  }
}

function describe(ticket: Ticket, fact: Fact): void {
  switch (fact.type) {
    case 'priority':
      ticket.priority = fact.priority;
      return;
    case 'tier':
      ticket.tier = fact.tier;
      return;
    case 'category':
      ticket.category = fact.category;
      return;
    case 'assigned':
      ticket.team = fact.team ?? null;
      ticket.agent = fact.agent ?? null;
      return;
    default:
  }
}
