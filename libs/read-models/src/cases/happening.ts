import { readEvent, toFact, type DomainEvent, type TicketEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import { instantOf, parseInstant, type Fact } from '#judge';
import type { CaseFact, RatedFact } from './case-fact.js';

/** An event of a ticket, read and found fit for the tables. */
export interface Happening {
  readonly ticketId: string;
  readonly event: TicketEvent;
  readonly fact: CaseFact;
}

/** An event that the read models cannot take. */
export class UnfitEventError extends Error {
  constructor(event: RecordedEvent, why: string, options?: ErrorOptions) {
    super(`event ${event.revision} of ${event.stream} (${event.type}) cannot be applied: ${why}`, options);
    this.name = 'UnfitEventError';
  }
}

export const TICKET_PREFIX = 'ticket-';

/**
 * An event of a ticket's stream as a fact with its place in the log.
 * @throws UnfitEventError an unknown event, a malformed one, or text that PostgreSQL cannot hold
 */
export function readHappening(recorded: RecordedEvent): Happening {
  const ticketId = recorded.stream.slice(TICKET_PREFIX.length);
  try {
    const event = ticketEvent(readEvent(recorded));
    const { id, revision, position, recordedAt } = recorded;
    const stated = toFact({ ...event, id, revision }) ?? rated(event, id, revision);
    demandStorable(stated);
    if (event.type === 'TicketOpened') demandTexts([event.data.agreementId, event.data.customer]);
    return { ticketId, event, fact: { ...stated, position, recordedAt: instantOf(recordedAt) } };
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

function ticketEvent(event: DomainEvent): TicketEvent {
  if ('ticketId' in event.data && 'at' in event.data) return event as TicketEvent;
  throw new TypeError('it is no event of a ticket');
}

function rated(event: TicketEvent, id: string, revision: number): RatedFact {
  if (event.type !== 'SatisfactionRated') throw new TypeError('it says nothing of the ticket');
  const { at, score } = event.data;
  if (!Number.isInteger(score) || score < 1 || score > 5) throw new RangeError(`score ${score} is not 1 to 5`);
  return { id, revision, at: parseInstant(at), type: 'rated', score };
}

/** All but these are texts. */
const NUMBERS = new Set(['revision', 'at', 'cycle', 'score']);

function demandStorable(fact: Fact | RatedFact): void {
  const texts = Object.entries(fact).filter(([name]) => !NUMBERS.has(name));
  demandTexts(texts.map(([, value]) => value as unknown));
}

/** PostgreSQL holds no NUL, and no half of a surrogate pair. */
export function demandTexts(values: readonly unknown[]): void {
  for (const value of values) {
    if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is no text`);
    if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) {
      throw new TypeError(`${JSON.stringify(value)} holds characters that cannot be stored`);
    }
  }
}
