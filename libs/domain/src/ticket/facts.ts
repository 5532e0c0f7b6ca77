import { parseInstant, type Fact } from '#judge';
import type { Recorded } from '../event.js';
import type { TicketEvent } from './events.js';

/**
 * A ticket's event as the judge sees it; null for SatisfactionRated, which is no part of the case
 * (spec/judge.md, Facts). A fresh object, written as one literal a kind: what the judge reads a million times has few
 * shapes then, and it runs twice as fast.
 * @throws InstantError the event's `at` is no instant
 */
export function toFact(event: Pick<Recorded<TicketEvent>, 'id' | 'revision'> & TicketEvent): Fact | null {
  if (event.type === 'SatisfactionRated') return null;
  const { id, revision } = event;
  const at = parseInstant(event.data.at);
  return isBare(event) ? { id, revision, at, type: BARE[event.type] } : told(event, { id, revision, at });
}

type Place = Pick<Fact, 'id' | 'revision' | 'at'>;
type FactEvent = Exclude<TicketEvent, { type: 'SatisfactionRated' }>;

/** Events that say nothing but that something happened, and what the judge calls them. */
const BARE = {
  ResponseSent: 'response',
  CustomerReplied: 'customer-reply',
  TicketResumed: 'resumed',
  TicketResolved: 'resolved',
  TicketReopened: 'reopened',
  TicketClosed: 'closed',
  TicketCancelled: 'cancelled',
} as const satisfies Partial<Record<FactEvent['type'], Fact['type']>>;

type BareType = keyof typeof BARE;
type Telling = Exclude<FactEvent, { type: BareType }>;

const isBare = (event: FactEvent): event is Extract<FactEvent, { type: BareType }> => event.type in BARE;

function told(event: Telling, { id, revision, at }: Place): Fact {
  switch (event.type) {
    case 'TicketOpened':
      return opened(event.data, { id, revision, at });
    case 'MilestoneReached':
      return { id, revision, at, type: `milestone:${event.data.name}` };
    case 'TicketAssigned':
      return assigned(event.data, { id, revision, at });
    case 'TicketPaused':
      return { id, revision, at, type: 'paused', reason: event.data.reason };
    case 'PriorityChanged':
      return { id, revision, at, type: 'priority', priority: event.data.priority };
    case 'TierChanged':
      return { id, revision, at, type: 'tier', tier: event.data.tier };
    case 'CategoryChanged':
      return { id, revision, at, type: 'category', category: event.data.category };
    case 'FactRetracted':
      return { id, revision, at, type: 'retracted', eventId: event.data.eventId };
    case 'BreachExcused': {
      const { metric, cycle, reason } = event.data;
      return { id, revision, at, type: 'excused', metric, cycle, reason };
    }
    default:
      return unknownFact(event);
  }
}

type DataOf<Type extends TicketEvent['type']> = Extract<TicketEvent, { type: Type }>['data'];
type FactOf<Type extends Fact['type']> = Extract<Fact, { type: Type }>;
type Fresh<T> = { -readonly [Key in keyof T]: T[Key] };

function opened(data: DataOf<'TicketOpened'>, { id, revision, at }: Place): Fact {
  const { tier, priority, category, paused } = data;
  const fact: Fresh<FactOf<'opened'>> = { id, revision, at, type: 'opened', tier, priority };
  if (category !== null) fact.category = category;
  if (paused !== null) fact.paused = paused;
  return fact;
}

function assigned({ team, agent }: DataOf<'TicketAssigned'>, { id, revision, at }: Place): Fact {
  const fact: Fresh<FactOf<'assigned'>> = { id, revision, at, type: 'assigned', team };
  if (agent !== null) fact.agent = agent;
  return fact;
}

function unknownFact(event: never): never {
  throw new Error(`no fact is known for ${JSON.stringify(event)}`);
}
