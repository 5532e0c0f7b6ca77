import { parseInstant, type Fact } from '#judge';
import type { Recorded } from '../event.js';
import type { TicketEvent } from './events.js';

/**
 * A ticket's event as the judge sees it; null for SatisfactionRated, which is no part of the case
 * (spec/judge.md, Facts).
 */
export function toFact(event: Pick<Recorded<TicketEvent>, 'id' | 'revision'> & TicketEvent): Fact | null {
  if (event.type === 'SatisfactionRated') return null;
  const base = { id: event.id, revision: event.revision, at: parseInstant(event.data.at) };
  return { ...base, ...contentOf(event) };
}

/** Distributes over the union, so that each kind of fact keeps its own fields. */
type ContentOf<F> = F extends Fact ? Omit<F, 'id' | 'revision' | 'at'> : never;
type Content = ContentOf<Fact>;
type FactEvent = Exclude<TicketEvent, { type: 'SatisfactionRated' }>;

/** Events that say nothing but that something happened. */
const BARE = {
  ResponseSent: { type: 'response' },
  CustomerReplied: { type: 'customer-reply' },
  TicketResumed: { type: 'resumed' },
  TicketResolved: { type: 'resolved' },
  TicketReopened: { type: 'reopened' },
  TicketClosed: { type: 'closed' },
  TicketCancelled: { type: 'cancelled' },
} as const satisfies Partial<Record<FactEvent['type'], Content>>;

type BareType = keyof typeof BARE;
type Telling = Exclude<FactEvent, { type: BareType }>;

const isBare = (event: FactEvent): event is Extract<FactEvent, { type: BareType }> => event.type in BARE;

const contentOf = (event: FactEvent): Content => (isBare(event) ? BARE[event.type] : told(event));

function told(event: Telling): Content {
  switch (event.type) {
    case 'TicketOpened':
      return opened(event.data);
    case 'MilestoneReached':
      return { type: `milestone:${event.data.name}` };
    case 'TicketAssigned':
      return { type: 'assigned', team: event.data.team, ...(event.data.agent !== null && { agent: event.data.agent }) };
    case 'TicketPaused':
      return { type: 'paused', reason: event.data.reason };
    case 'PriorityChanged':
      return { type: 'priority', priority: event.data.priority };
    case 'TierChanged':
      return { type: 'tier', tier: event.data.tier };
    case 'CategoryChanged':
      return { type: 'category', category: event.data.category };
    case 'FactRetracted':
      return { type: 'retracted', eventId: event.data.eventId };
    case 'BreachExcused':
      return { type: 'excused', metric: event.data.metric, cycle: event.data.cycle, reason: event.data.reason };
    default:
      return unknownFact(event);
  }
}

function opened(data: Extract<TicketEvent, { type: 'TicketOpened' }>['data']): Content {
  return {
    type: 'opened',
    tier: data.tier,
    priority: data.priority,
    ...(data.category !== null && { category: data.category }),
    ...(data.paused !== null && { paused: data.paused }),
  };
}

function unknownFact(event: never): never {
  throw new Error(`no fact is known for ${JSON.stringify(event)}`);
}
