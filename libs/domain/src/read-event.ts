import type { AgreementEvent } from './agreement/events.js';
import type { AuditEvent } from './audit/events.js';
import type { CalendarEvent } from './calendar/events.js';
import type { DeadLetterEvent } from './dead-letter/events.js';
import type { EventMetadata } from './event.js';
import type { NoticeEvent } from './notice/events.js';
import type { TicketEvent } from './ticket/events.js';

export type DomainEvent = TicketEvent | AgreementEvent | CalendarEvent | AuditEvent | NoticeEvent | DeadLetterEvent;
export type DomainEventType = DomainEvent['type'];

/** The log holds an event that this version of the program does not know. */
export class UnknownEventError extends Error {
  constructor(type: string, schema: unknown) {
    super(`no event ${type} of schema ${String(schema)} is known to this version`);
    this.name = 'UnknownEventError';
  }
}

type Upcaster = (data: object) => object;

/**
 * Per event the steps from each schema to the next: the first lifts schema 1 to 2, and so on.
 * An event's current schema is the number of its steps plus one.
 */
const UPCASTERS: Record<DomainEventType, readonly Upcaster[]> = {
  TicketOpened: [],
  ResponseSent: [],
  CustomerReplied: [],
  MilestoneReached: [],
  TicketAssigned: [],
  TicketPaused: [],
  TicketResumed: [],
  PriorityChanged: [],
  TierChanged: [],
  CategoryChanged: [],
  TicketResolved: [],
  TicketReopened: [],
  TicketClosed: [],
  TicketCancelled: [],
  FactRetracted: [],
  BreachExcused: [],
  SatisfactionRated: [],
  AgreementSigned: [],
  AgreementAmended: [],
  AgreementTerminated: [],
  ExclusionDeclared: [],
  ExclusionWithdrawn: [],
  CalendarDefined: [],
  CalendarRevised: [],
  AuditRequested: [],
  AuditCompleted: [],
  AuditFailed: [],
  AuditCancelled: [],
  ClockWarned: [],
  BreachNoticed: [],
  BreachRetracted: [],
  DeadLetterDiscarded: [],
};

/** Every name that an event of this system has. */
export const EVENT_TYPES = Object.keys(UPCASTERS) as readonly DomainEventType[];

const isKnown = (type: string): type is DomainEventType => Object.hasOwn(UPCASTERS, type);

/** The schema in which an event of this type is written today. */
export const schemaOf = (type: DomainEventType): number => UPCASTERS[type].length + 1;

/**
 * An event of the log in today's schema, whatever the schema it was written in.
 * @throws UnknownEventError a name, or a schema, of a later version
 */
export function readEvent(recorded: { type: string; data: unknown; metadata: unknown }): DomainEvent {
  const { type, data, metadata } = recorded;
  const schema = (metadata as Partial<EventMetadata> | null)?.schema;
  if (!isKnown(type) || !isSchema(schema) || schema > schemaOf(type) || typeof data !== 'object' || data === null) {
    throw new UnknownEventError(type, schema);
  }
  const lifted = UPCASTERS[type].slice(schema - 1).reduce<object>((older, lift) => lift(older), data);
  return { type, data: lifted } as DomainEvent;
}

const isSchema = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;
