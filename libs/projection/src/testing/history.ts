import type { TicketEvent } from '#domain';
import type { NewEvent } from '#event-store';
import type { CalendarDefinition, Terms } from '#judge';

/** A small generator of numbers in [0, 1) from a seed (mulberry32): the same seed gives the same history. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** Monday, 2 March 2026. */
export const DAWN = Date.UTC(2026, 2, 2);

export const OFFICE: CalendarDefinition = {
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:00' }],
  holidays: ['2026-03-09'],
};

/** Terms whose resolution target is so many hours of the office. */
export const terms = (hours: number, others: Partial<Terms> = {}): Terms => ({
  timeZone: 'Europe/Paris',
  calendar: 'office',
  pauses: { customer: ['resolution'] },
  ...others,
  tiers: {
    gold: [
      { metric: 'first-response', within: 'PT1H', calendar: '24x7', goal: 0.9 },
      { metric: 'resolution', within: `PT${hours}H`, goal: 0.95 },
      { metric: 'next-response', within: 'PT2H' },
    ],
    silver: [{ metric: 'resolution', within: 'P2D' }],
  },
});

const iso = (at: number): string => new Date(at).toISOString();
let made = 0;

/** An event of this system, as it is appended; ids count up, so a history made anew has others. */
export function event(type: string, data: object): NewEvent {
  made += 1;
  const id = `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
  const metadata = { commandId: id, bodyHash: '', $correlationId: id, $causationId: id, actor: 'test', schema: 1 };
  return { id, type, data, metadata };
}

export const calendarDefined = (): NewEvent =>
  event('CalendarDefined', { calendarId: 'office', effectiveFrom: null, definition: OFFICE });

export const signed = (agreementId: string, first: Terms): NewEvent =>
  event('AgreementSigned', {
    ...{ agreementId, customer: `customer-of-${agreementId}`, name: agreementId, kind: 'customer' },
    effectiveFrom: iso(DAWN - 30 * DAY),
    terms: first,
  });

export const amended = (agreementId: string, version: number, at: number, later: Terms, reach = 'open'): NewEvent =>
  event('AgreementAmended', {
    ...{ agreementId, version, effectiveFrom: iso(at), effectiveUntil: null, reach, supersedes: true },
    ...{ reason: 'renegotiated', terms: later },
  });

export const opened = (ticketId: string, at: number, others: object = {}): NewEvent =>
  event('TicketOpened', {
    ...{ ticketId, at: iso(at), agreementId: 'acme', customer: 'customer-of-acme', tier: 'gold', priority: 'high' },
    ...{ category: 'mail', paused: null, ...others },
  });

export const fact = (ticketId: string, type: TicketEvent['type'], at: number, others: object = {}): NewEvent =>
  event(type, { ticketId, at: iso(at), ...others });

const AFTER: readonly (readonly [TicketEvent['type'], (random: () => number) => object])[] = [
  ['ResponseSent', () => ({})],
  ['CustomerReplied', () => ({})],
  ['TicketAssigned', (random) => ({ team: random() < 0.5 ? 'desk' : 'field', agent: null })],
  ['TicketPaused', () => ({ reason: 'customer' })],
  ['TicketResumed', () => ({})],
  ['PriorityChanged', (random) => ({ priority: random() < 0.5 ? 'low' : 'critical' })],
  ['TierChanged', (random) => ({ tier: random() < 0.5 ? 'silver' : 'gold' })],
  ['CategoryChanged', () => ({ category: 'print' })],
  ['TicketResolved', () => ({})],
  ['TicketReopened', () => ({})],
  ['TicketClosed', () => ({})],
  ['SatisfactionRated', (random) => ({ score: 1 + Math.floor(random() * 5) })],
];

export interface Stated {
  readonly stream: string;
  readonly event: NewEvent;
}

/**
 * A history of some tickets under two agreements, with an amendment, a revised calendar, an exclusion and a termination
 * between them; facts come out of order, back-dated and ahead.
 */
export function history(seed: number, tickets: number): readonly Stated[] {
  const random = seeded(seed);
  const stated: Stated[] = [
    { stream: 'calendar-office', event: calendarDefined() },
    { stream: 'agreement-acme', event: signed('acme', terms(8)) },
    { stream: 'agreement-zeta', event: signed('zeta', terms(4, { reopen: 'restart', change: 'proportional' })) },
  ];
  const laws = lawsOf();
  for (let i = 0; i < tickets; i += 1) {
    const id = `t${String(i).padStart(4, '0')}`;
    const from = DAWN + random() * 20 * DAY;
    const agreementId = random() < 0.7 ? 'acme' : 'zeta';
    const tier = random() < 0.6 ? 'gold' : 'silver';
    stated.push({
      stream: `ticket-${id}`,
      event: opened(id, from, { agreementId, customer: `customer-of-${agreementId}`, tier }),
    });
    const facts = Math.floor(random() * 8);
    for (let f = 0; f < facts; f += 1) {
      const target = Math.floor(random() * (i + 1));
      const other = `t${String(target).padStart(4, '0')}`;
      const [type, dataOf] = AFTER[Math.floor(random() * AFTER.length)] as (typeof AFTER)[number];
      const at = from + (random() - 0.1) * 6 * DAY;
      stated.push({ stream: `ticket-${other}`, event: fact(other, type, at, dataOf(random)) });
    }
    if (i > 0 && i % Math.ceil(tickets / (laws.length + 1)) === 0) stated.push(...laws.splice(0, 1));
  }
  return [...stated, ...laws];
}

function lawsOf(): Stated[] {
  const revised = {
    calendarId: 'office',
    version: 2,
    effectiveFrom: iso(DAWN + 12 * DAY),
    reach: 'open',
    supersedes: false,
  };
  const earlier: CalendarDefinition = {
    ...OFFICE,
    weekly: [{ days: ['mon', 'tue', 'wed'], from: '07:00', to: '12:00' }],
  };
  const window = {
    from: iso(DAWN + 3 * DAY),
    to: iso(DAWN + 3 * DAY + 5 * HOUR),
    category: 'mail',
    reason: 'maintenance',
  };
  return [
    { stream: 'agreement-acme', event: amended('acme', 2, DAWN + 5 * DAY, terms(5)) },
    {
      stream: 'calendar-office',
      event: event('CalendarRevised', { ...revised, reason: 'summer', definition: earlier }),
    },
    {
      stream: 'agreement-acme',
      event: event('ExclusionDeclared', { agreementId: 'acme', exclusionId: 'x1', ...window }),
    },
    { stream: 'agreement-zeta', event: amended('zeta', 2, DAWN + 2 * DAY, terms(12), 'new') },
    { stream: 'agreement-acme', event: event('ExclusionWithdrawn', { agreementId: 'acme', exclusionId: 'x1' }) },
    {
      stream: 'agreement-zeta',
      event: event('AgreementTerminated', {
        agreementId: 'zeta',
        effectiveFrom: iso(DAWN + 15 * DAY),
        reason: 'moved',
      }),
    },
  ];
}
