import { readEvent, toFact, type DomainEvent, type TicketEvent } from '#domain';
import type { RecordedEvent } from '#event-store';
import { instantOf, parseInstant, type Fact } from '#judge';
import type { CaseFact, RatedFact } from './case-fact.js';
import { previousOf, type StreamEvent } from './stream-event.js';

/** An event of a ticket, read and found fit for the tables. */
export interface Happening {
  readonly ticketId: string;
  readonly event: TicketEvent;
  readonly fact: CaseFact;
  /** The revision up to which its ticket has to be known before it; -1: it is the first that counts. */
  readonly previous: number;
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
export function readHappening(recorded: StreamEvent): Happening {
  const ticketId = recorded.stream.slice(TICKET_PREFIX.length);
  try {
    const event = ticketEvent(readEvent(recorded));
    const { id, revision } = recorded;
    const stated =
      toFact({ type: event.type, data: event.data, id, revision } as RecordedFact) ?? rated(event, id, revision);
    demandStorable(stated);
    if (event.type === 'TicketOpened') demandTexts([event.data.agreementId, event.data.customer]);
    return { ticketId, event, fact: placed(stated, recorded), previous: previousOf(recorded) };
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

type RecordedFact = Parameters<typeof toFact>[0];
type Fresh<T> = { -readonly [Key in keyof T]: T[Key] };

/** The place is added to the fresh object, not to a copy: each kind of fact keeps the few shapes it is made in. */
function placed(stated: Fact | RatedFact, { position, recordedAt }: RecordedEvent): CaseFact {
  const fact = stated as Fresh<CaseFact>;
  fact.position = position;
  fact.recordedAt = instantOf(recordedAt);
  return fact;
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
  for (const name of Object.keys(fact)) {
    if (!NUMBERS.has(name)) demandText(fact[name as keyof typeof fact]);
  }
}

/** PostgreSQL holds no NUL, and no half of a surrogate pair. */
export function demandTexts(values: readonly unknown[]): void {
  for (const value of values) demandText(value);
}

/** What may be amiss is looked for first, in one pass: nearly no text has any of it. */
const SUSPECT = /[^\u0020-\ud7ff\ue000-\uffff]/;

function demandText(value: unknown): void {
  if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is no text`);
  if (!SUSPECT.test(value)) return;
  if (value.includes('\u0000') || /\p{Surrogate}/u.test(value)) {
    throw new TypeError(`${JSON.stringify(value)} holds characters that cannot be stored`);
  }
}
