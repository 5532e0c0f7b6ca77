import type { NewEvent } from '#event-store';
import type { Random } from '../../faults/plan/random.js';
import { AGREEMENTS, customerOf } from './laws.js';
import { type Append, DAY, eventOf, HOUR, iso, MINUTE, weighted } from './moment.js';

interface Ticket {
  readonly id: string;
  readonly openedAt: number;
  /** Of its events so far, in their order. */
  readonly eventIds: string[];
}

type DataOf = (random: Random) => object;

const NOTHING: DataOf = () => ({});

/** What happens to tickets, and how often. */
const FACTS: readonly (readonly [number, readonly [string, DataOf]])[] = [
  [14, ['ResponseSent', NOTHING]],
  [10, ['CustomerReplied', NOTHING]],
  [5, ['MilestoneReached', (random) => ({ name: random.pick(['diagnosed', 'visited', 'visited']) })]],
  [8, ['TicketAssigned', (random) => ({ team: random.pick(['desk', 'field']), agent: random.pick([null, 'ana']) })]],
  [8, ['TicketPaused', (random) => ({ reason: random.pick(['customer', 'supplier', 'other']) })]],
  [7, ['TicketResumed', NOTHING]],
  [6, ['PriorityChanged', (random) => ({ priority: random.pick(['low', 'high', 'critical']) })]],
  [5, ['TierChanged', (random) => ({ tier: random.pick(['gold', 'silver']) })]],
  [5, ['CategoryChanged', (random) => ({ category: random.pick(['mail', 'print']) })]],
  [14, ['TicketResolved', NOTHING]],
  [6, ['TicketReopened', NOTHING]],
  [4, ['TicketClosed', NOTHING]],
  [2, ['TicketCancelled', NOTHING]],
  [3, ['SatisfactionRated', (random) => ({ score: random.between(1, 5) })]],
  [
    4,
    [
      'BreachExcused',
      (random) => ({ metric: random.pick(['resolution', 'first-response']), cycle: 1, reason: 'their network' }),
    ],
  ],
];

/** Events that cannot be applied: the rest of their ticket waits. */
const UNFIT: readonly (readonly [string, DataOf])[] = [
  ['TicketEaten', NOTHING],
  ['ResponseSent', () => ({ at: 'yesterday' })],
  ['TicketPaused', NOTHING],
  ['TicketPaused', () => ({ reason: 'a\u0000b' })],
  ['CategoryChanged', () => ({ category: 'a\ud800b' })],
  ['SatisfactionRated', () => ({ score: 11 })],
];

/** Tickets of a history, and what happens to them. */
export class Tickets {
  private readonly tickets: Ticket[] = [];

  constructor(private readonly random: Random) {}

  /** Something that happens to a ticket, recorded at an instant. */
  next(at: number): Append {
    const { random } = this;
    if (this.tickets.length < 3 || random.chance(0.24)) return this.opening(at);
    const ticket = this.anyTicket();
    const events = [this.happening(ticket, at)];
    while (random.chance(0.2)) events.push(this.happening(ticket, at));
    return { stream: `ticket-${ticket.id}`, events };
  }

  private opening(at: number): Append {
    const { random } = this;
    const id = `t${String(this.tickets.length).padStart(3, '0')}`;
    const openedAt = this.placed(at);
    const ticket: Ticket = { id, openedAt, eventIds: [] };
    this.tickets.push(ticket);
    if (random.chance(0.015))
      return { stream: `ticket-${id}`, events: [this.event(ticket, 'ResponseSent', { at: iso(at) })] };
    const agreementId = random.chance(0.02) ? 'nobody' : random.pick(AGREEMENTS);
    const data = {
      ...{ agreementId, customer: customerOf(agreementId), at: iso(openedAt) },
      tier: weighted(random, [
        [12, 'gold'],
        [7, 'silver'],
        [1, 'tin'],
      ] as const),
      priority: random.pick(['low', 'high', 'critical']),
      category: random.pick([null, 'mail', 'print']),
      paused: random.chance(0.06) ? 'customer' : null,
    };
    const events = [this.event(ticket, 'TicketOpened', data)];
    if (random.chance(0.2)) events.push(this.happening(ticket, at));
    return { stream: `ticket-${id}`, events };
  }

  private happening(ticket: Ticket, at: number): NewEvent {
    const { random } = this;
    if (random.chance(0.012)) {
      const [type, dataOf] = random.pick(UNFIT as [(typeof UNFIT)[number], ...typeof UNFIT]);
      return this.event(ticket, type, { at: iso(at), ...dataOf(random) });
    }
    if (random.chance(0.07)) return this.retraction(ticket, at);
    const [type, dataOf] = weighted(random, FACTS);
    return this.event(ticket, type, { at: iso(Math.max(this.placed(at), ticket.openedAt - HOUR)), ...dataOf(random) });
  }

  private retraction(ticket: Ticket, at: number): NewEvent {
    const { random } = this;
    const eventId = random.chance(0.05)
      ? random.uuid()
      : (ticket.eventIds.at(-random.between(1, Math.min(5, ticket.eventIds.length))) ?? random.uuid());
    return this.event(ticket, 'FactRetracted', { at: iso(at), eventId, reason: 'a mistake' });
  }

  /** When what is recorded at an instant happened: most of it just then, some of it long before, some of it ahead. */
  private placed(at: number): number {
    const { random } = this;
    return weighted<() => number>(random, [
      [70, () => at - random.between(0, 40) * MINUTE],
      [18, () => at - random.between(1, 30) * HOUR],
      [6, () => at - random.between(1, 9) * DAY],
      [6, () => at + random.between(1, 20) * HOUR],
    ])();
  }

  /** The younger, the more likely. */
  private anyTicket(): Ticket {
    const back = Math.floor(this.random.next() ** 2 * this.tickets.length);
    return this.tickets.at(-1 - back) as Ticket;
  }

  private event(ticket: Ticket, type: string, data: object): NewEvent {
    const made = eventOf(this.random, type, { ticketId: ticket.id, ...data }, this.random.chance(0.002) ? 99 : 1);
    ticket.eventIds.push(made.id);
    return made;
  }
}
