import { instantToIso, judge, millisOf, readCase, type CompiledRulebook, type Fact, type Instant } from '#judge';
import type { AgreementState } from '../agreement/state.js';
import { Rejection } from '../rejection.js';
import type { OpenTicket, TicketCommand } from './commands.js';
import type { TicketEvent } from './events.js';
import { toFact } from './facts.js';
import type { OpenedTicket, TicketState } from './state.js';

/** How far ahead of the server's clock a fact may be stated: callers' clocks differ a little. */
export const MAX_AHEAD = millisOf(5 * 60_000);

export interface TicketContext {
  /** The server's clock. */
  readonly now: Instant;
  /** For OpenTicket: the agreement it names, as the log has it now; null where there is none. */
  readonly agreement?: AgreementState | null;
  /** For ExcuseBreach: what governs the ticket; only a breach can be excused. */
  readonly rules?: CompiledRulebook;
}

/**
 * The events that a command leads to; none where it changes nothing.
 * A fact is placed by `at`, not by arrival, and refused exactly where the judge would ignore it (spec/http.md).
 * @throws Rejection missing: no such ticket; conflict: it makes no sense there; unprocessable: against the rules
 */
export function decideTicket(
  command: TicketCommand,
  state: TicketState,
  context: TicketContext,
): readonly TicketEvent[] {
  checkAhead(command.at, context.now);
  if (command.type === 'OpenTicket') return open(command, state, context.agreement ?? null);
  if (state.kind === 'unopened') throw Rejection.missing(`there is no ticket ${command.ticketId}`);
  if (changesNothing(command, state)) return [];
  const event = eventFor(command);
  checkPlace(event, state, context);
  return [event];
}

function checkAhead(at: Instant, now: Instant): void {
  if (at - now <= MAX_AHEAD) return;
  throw Rejection.unprocessable('at', `${instantToIso(at)} is more than five minutes ahead of ${instantToIso(now)}`);
}

function open(command: OpenTicket, state: TicketState, agreement: AgreementState | null): readonly TicketEvent[] {
  if (state.kind === 'opened') throw Rejection.conflict(`ticket ${command.ticketId} is open already`, 'ticketId');
  if (agreement === null || agreement.kind === 'unsigned') {
    throw Rejection.unprocessable('agreementId', `there is no agreement ${command.agreementId}`);
  }
  if (!agreement.versions.some((version) => Object.hasOwn(version.terms.tiers, command.tier))) {
    throw Rejection.unprocessable('tier', `no version of agreement ${command.agreementId} has a tier ${command.tier}`);
  }
  const { ticketId, agreementId, tier, priority, category = null, paused = null } = command;
  const customer = agreement.customer;
  const at = instantToIso(command.at);
  return [{ type: 'TicketOpened', data: { ticketId, at, agreementId, customer, tier, priority, category, paused } }];
}

/** A priority, tier or category that the ticket has at that instant already is no change. */
function changesNothing(command: TicketCommand, state: OpenedTicket): boolean {
  const valueAt = (key: 'priority' | 'tier' | 'category', at: Instant) => {
    const opened = readCase(state.facts).ticket?.openedAt ?? at;
    return readCase(state.facts, at < opened ? opened : at).ticket?.[key];
  };
  switch (command.type) {
    case 'ChangePriority':
      return valueAt('priority', command.at) === command.priority;
    case 'ChangeTier':
      return valueAt('tier', command.at) === command.tier;
    case 'ChangeCategory':
      return valueAt('category', command.at) === command.category;
    default:
      return false;
  }
}

/** The judge itself says whether the fact would be ignored: the rule lives there alone. */
function checkPlace(event: TicketEvent, state: OpenedTicket, context: TicketContext): void {
  const candidate = toFact({ ...event, id: CANDIDATE, revision: state.revision + 1 });
  if (candidate === null) return;
  const reason = ignored([...state.facts, candidate], context).find(({ id }) => id === CANDIDATE)?.reason;
  if (reason !== undefined) throw Rejection.conflict(reason);
}

/** No recorded event has it: ids in the log are UUIDs. */
const CANDIDATE = 'candidate';

function ignored(facts: readonly Fact[], { rules, now }: TicketContext) {
  return rules === undefined ? readCase(facts).ignored : judge(facts, rules, now).ignored;
}

type Later = Exclude<TicketCommand, OpenTicket>;
type BareEvent = Extract<
  TicketEvent['type'],
  | 'ResponseSent'
  | 'CustomerReplied'
  | 'TicketResumed'
  | 'TicketResolved'
  | 'TicketReopened'
  | 'TicketClosed'
  | 'TicketCancelled'
>;

/** Commands that say nothing but when, and their events. */
const BARE = {
  SendResponse: 'ResponseSent',
  RecordCustomerReply: 'CustomerReplied',
  ResumeTicket: 'TicketResumed',
  ResolveTicket: 'TicketResolved',
  ReopenTicket: 'TicketReopened',
  CloseTicket: 'TicketClosed',
  CancelTicket: 'TicketCancelled',
} as const satisfies Partial<Record<Later['type'], BareEvent>>;

type Bare = Extract<Later, { type: keyof typeof BARE }>;

const isBare = (command: Later): command is Bare => command.type in BARE;

function eventFor(command: Later): TicketEvent {
  const when = { ticketId: command.ticketId, at: instantToIso(command.at) };
  return isBare(command) ? { type: BARE[command.type], data: when } : telling(command, when);
}

function telling(command: Exclude<Later, Bare>, when: { ticketId: string; at: string }): TicketEvent {
  switch (command.type) {
    case 'ReachMilestone':
      return { type: 'MilestoneReached', data: { ...when, name: command.name } };
    case 'AssignTicket':
      return { type: 'TicketAssigned', data: { ...when, team: command.team, agent: command.agent ?? null } };
    case 'PauseTicket':
      return { type: 'TicketPaused', data: { ...when, reason: command.reason } };
    case 'ChangePriority':
      return { type: 'PriorityChanged', data: { ...when, priority: command.priority } };
    case 'ChangeTier':
      return { type: 'TierChanged', data: { ...when, tier: command.tier } };
    case 'ChangeCategory':
      return { type: 'CategoryChanged', data: { ...when, category: command.category } };
    case 'RetractFact':
      return { type: 'FactRetracted', data: { ...when, eventId: command.eventId, reason: command.reason } };
    case 'ExcuseBreach':
      return excuse(command, when);
    case 'RateSatisfaction':
      return { type: 'SatisfactionRated', data: { ...when, score: command.score } };
    default:
      return unknownCommand(command);
  }
}

function excuse(
  command: Extract<Later, { type: 'ExcuseBreach' }>,
  when: { ticketId: string; at: string },
): TicketEvent {
  const { metric, cycle, reason } = command;
  return { type: 'BreachExcused', data: { ...when, metric, cycle, reason } };
}

function unknownCommand(command: never): never {
  throw new Error(`no event is known for ${JSON.stringify(command)}`);
}
