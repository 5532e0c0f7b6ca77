import type { Instant } from '#judge';

type On<Type extends string, Body extends object = object> = {
  readonly type: Type;
  readonly ticketId: string;
  /** When it happened. */
  readonly at: Instant;
} & Readonly<Body>;

export type OpenTicket = On<
  'OpenTicket',
  { agreementId: string; tier: string; priority: string; category?: string; paused?: string }
>;

/** What can be asked of a ticket (spec/http.md, Commands). */
export type TicketCommand =
  | OpenTicket
  | On<'SendResponse'>
  | On<'RecordCustomerReply'>
  | On<'ReachMilestone', { name: string }>
  | On<'AssignTicket', { team: string; agent?: string }>
  | On<'PauseTicket', { reason: string }>
  | On<'ResumeTicket'>
  | On<'ChangePriority', { priority: string }>
  | On<'ChangeTier', { tier: string }>
  | On<'ChangeCategory', { category: string }>
  | On<'ResolveTicket'>
  | On<'ReopenTicket'>
  | On<'CloseTicket'>
  | On<'CancelTicket'>
  | On<'RetractFact', { eventId: string; reason: string }>
  | On<'ExcuseBreach', { metric: string; cycle: number; reason: string }>
  | On<'RateSatisfaction', { score: number }>;
