import type { EventOf, IsoInstant } from '../event.js';

type TicketFact<Type extends string, Data extends object = object> = EventOf<
  Type,
  { readonly ticketId: string; readonly at: IsoInstant } & Data
>;

export type TicketOpened = TicketFact<
  'TicketOpened',
  {
    readonly agreementId: string;
    /** The agreement's customer, so that the event says by itself whose it is. */
    readonly customer: string;
    readonly tier: string;
    readonly priority: string;
    readonly category: string | null;
    /** The reason, where the ticket is opened paused. */
    readonly paused: string | null;
  }
>;

/** `ticket-<id>` holds these. Each but SatisfactionRated is a fact of the judge (spec/judge.md, Facts). */
export type TicketEvent =
  | TicketOpened
  | TicketFact<'ResponseSent'>
  | TicketFact<'CustomerReplied'>
  | TicketFact<'MilestoneReached', { readonly name: string }>
  | TicketFact<'TicketAssigned', { readonly team: string; readonly agent: string | null }>
  | TicketFact<'TicketPaused', { readonly reason: string }>
  | TicketFact<'TicketResumed'>
  | TicketFact<'PriorityChanged', { readonly priority: string }>
  | TicketFact<'TierChanged', { readonly tier: string }>
  | TicketFact<'CategoryChanged', { readonly category: string }>
  | TicketFact<'TicketResolved'>
  | TicketFact<'TicketReopened'>
  | TicketFact<'TicketClosed'>
  | TicketFact<'TicketCancelled'>
  | TicketFact<'FactRetracted', { readonly eventId: string; readonly reason: string }>
  | TicketFact<'BreachExcused', { readonly metric: string; readonly cycle: number; readonly reason: string }>
  | TicketFact<'SatisfactionRated', { readonly score: number }>;
