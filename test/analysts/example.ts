import type { TicketEvent } from '#domain';
import { noticeIdOf } from '#domain';
import { instantOf, parseInstant, type Instant } from '#judge';
import { event, type Stated } from '../../libs/projection/src/testing/history.js';
import { InMemoryEventStore } from '../../libs/projection/src/testing/in-memory-event-store.js';

/** The installation of the examples in docs/read-models.md: one agreement, nine tickets, first quarter of 2026. */
export const HAND = parseInstant('2026-03-31T10:00:00Z');

const OFFICE = {
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' }],
};

const terms = (hours: number) => ({
  timeZone: 'Europe/Paris',
  calendar: 'office',
  pauses: { customer: ['resolution'] },
  tiers: {
    gold: [
      { metric: 'first-response', within: 'PT1H', goal: 0.95 },
      { metric: 'resolution', within: `PT${hours}H`, goal: 0.9 },
    ],
    silver: [{ metric: 'resolution', within: 'PT16H', goal: 0.8 }],
  },
});

/** A fact and when it happened; `late` says when it was recorded, where that was not at once. */
type Told = readonly [at: string, type: TicketEvent['type'], data?: object, late?: string];

const ticket = (id: string, at: string, [tier, priority, category]: readonly string[], facts: readonly Told[]) => {
  const who = { agreementId: 'acme-support', customer: 'acme', tier, priority, category, paused: null };
  return [[at, 'TicketOpened', who] as const, ...facts].map(([when, type, data = {}, late = when]: Told) => ({
    stream: `ticket-${id}`,
    recordedAt: parseInstant(`2026-${late}:00Z`),
    event: event(type, { ticketId: id, at: `2026-${when}:00.000Z`, ...data }),
  }));
};

const TICKETS = [
  ticket(
    'T-1',
    '01-05T09:00',
    ['gold', 'high', 'mail'],
    [
      ['01-05T09:20', 'ResponseSent'],
      ['01-05T14:00', 'TicketResolved'],
      ['01-05T15:00', 'SatisfactionRated', { score: 4 }],
    ],
  ),
  ticket(
    'T-2',
    '01-12T09:00',
    ['gold', 'high', 'network'],
    [
      ['01-12T11:30', 'ResponseSent'],
      ['01-14T09:00', 'TicketResolved'],
      ['01-14T12:00', 'SatisfactionRated', { score: 2 }],
    ],
  ),
  ticket('T-3', '01-19T08:00', ['silver', 'normal', 'print'], [['01-20T10:00', 'TicketResolved']]),
  ticket(
    'T-4',
    '02-03T08:00',
    ['gold', 'critical', 'network'],
    [
      ['02-03T08:10', 'TicketAssigned', { team: 'field', agent: 'u7' }],
      ['02-03T08:30', 'ResponseSent'],
      ['02-03T09:00', 'TicketPaused', { reason: 'customer' }],
      ['02-04T09:00', 'TicketResumed'],
      ['02-04T12:00', 'TicketResolved'],
    ],
  ),
  ticket(
    'T-5',
    '02-10T09:00',
    ['gold', 'high', 'mail'],
    [
      ['02-10T09:30', 'ResponseSent', {}, '02-12T08:00'],
      ['02-10T16:00', 'TicketResolved'],
      ['02-11T09:00', 'SatisfactionRated', { score: 5 }],
    ],
  ),
  ticket(
    'T-6',
    '02-16T08:00',
    ['silver', 'normal', 'mail'],
    [
      ['02-18T15:00', 'TicketResolved'],
      ['02-19T09:00', 'BreachExcused', { metric: 'resolution', cycle: 1, reason: 'parts-late' }],
    ],
  ),
  ticket(
    'T-7',
    '03-09T08:30',
    ['gold', 'high', 'mail'],
    [
      ['03-09T08:40', 'ResponseSent'],
      ['03-09T16:30', 'TicketResolved'],
    ],
  ),
  ticket(
    'T-8',
    '03-31T07:00',
    ['gold', 'critical', 'network'],
    [
      ['03-31T07:05', 'TicketAssigned', { team: 'desk', agent: null }],
      ['03-31T07:30', 'ResponseSent'],
    ],
  ),
  ticket(
    'T-9',
    '03-31T08:00',
    ['silver', 'normal', 'print'],
    [['03-31T09:00', 'TicketPaused', { reason: 'customer' }]],
  ),
].flat();

const LAWS = [
  {
    stream: 'calendar-office',
    event: event('CalendarDefined', { calendarId: 'office', effectiveFrom: null, definition: OFFICE }),
    recordedAt: parseInstant('2025-12-01T09:00:00Z'),
  },
  {
    stream: 'agreement-acme-support',
    event: event('AgreementSigned', {
      ...{ agreementId: 'acme-support', customer: 'acme', name: 'Acme support', kind: 'customer' },
      ...{ effectiveFrom: '2026-01-01T00:00:00.000Z', terms: terms(8) },
    }),
    recordedAt: parseInstant('2025-12-01T09:05:00Z'),
  },
  {
    stream: 'agreement-acme-support',
    event: event('AgreementAmended', {
      ...{ agreementId: 'acme-support', version: 2, effectiveFrom: '2026-03-01T00:00:00.000Z', effectiveUntil: null },
      ...{ reach: 'new', supersedes: false, reason: 'renewed', terms: terms(6) },
    }),
    recordedAt: parseInstant('2026-02-20T10:00:00Z'),
  },
];

const breachAt = '2026-01-12T10:00:00.000Z';
const noticeId = noticeIdOf('BreachNoticed', 'T-2', 'first-response', 1, breachAt);
const NOTICE = {
  stream: 'notice-T-2',
  recordedAt: parseInstant('2026-01-12T10:00:00.300Z'),
  event: {
    ...event('BreachNoticed', {
      ...{
        noticeId,
        ticketId: 'T-2',
        agreementId: 'acme-support',
        customer: 'acme',
        metric: 'first-response',
        cycle: 1,
      },
      ...{ at: breachAt, dueAt: '2026-01-12T10:00:00.000Z', tier: 'gold', priority: 'high', category: 'network' },
      ...{ team: null, agent: null, termsVersion: 1 },
    }),
    id: noticeId,
  },
};

interface Placed extends Stated {
  readonly recordedAt: Instant;
}

/** The log of the example: every event in the order of its recording. */
export async function exampleLog(): Promise<InMemoryEventStore> {
  let clock = instantOf(0);
  const store = new InMemoryEventStore(() => clock);
  const all: readonly Placed[] = [...LAWS, ...TICKETS, NOTICE];
  for (const { stream, event: one, recordedAt } of [...all].sort((a, b) => a.recordedAt - b.recordedAt)) {
    clock = recordedAt;
    await store.add(stream, one);
  }
  return store;
}
