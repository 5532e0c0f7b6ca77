import type { RecordedEvent } from '#event-store';
import { UnfitEventError } from '../cases/happening.js';
import { noticeConcerns, type NoticeFilters } from './queries.js';
import { readNotice } from './read-notice.js';
import { breached, inLog, retracted, warned } from './testing/noticed.js';

const row = readNotice(inLog(breached(), 50));

it('a notice becomes a row with its place in the log', () => {
  expect(row).toEqual({
    ...{ type: 'BreachNoticed', id: breached().data.noticeId, ticketId: 'T1', agreementId: 'A1', customer: 'acme' },
    ...{ metric: 'resolution', cycle: 1, at: Date.UTC(2026, 2, 2, 14), dueAt: Date.UTC(2026, 2, 2, 14) },
    ...{ tier: 'gold', priority: 'high', category: 'mail', team: 'desk', agent: null, termsVersion: '1' },
    ...{ retracts: null, state: null, because: null },
    ...{ revision: 0, position: 50, recordedAt: Date.UTC(2026, 2, 2, 16) + 50 },
  });
});

it('a retraction says what it takes back, and why', () => {
  const { data } = retracted(breached());
  const { retracts, state, because } = readNotice(inLog(retracted(breached()), 60, 1));
  expect([retracts, state, because]).toEqual([breached().data.noticeId, 'met', data.because]);
});

it.each([
  ['an event of another kind', { type: 'TicketClosed' }],
  ['an unknown one', { type: 'TicketEaten' }],
  ['a schema to come', { metadata: { schema: 2 } }],
  ['an id that is not the event’s', { id: 'another' }],
  ['another stream', { stream: 'notice-T2' }],
])('%s is unfit', (_, wrong: Partial<RecordedEvent>) => {
  expect(() => readNotice({ ...inLog(warned(), 1), ...wrong })).toThrow(UnfitEventError);
});

it.each([
  ['agreementId', 7],
  ['customer', 'a\u0000b'],
  ['metric', '\ud800'],
  ['tier', null],
  ['cycle', 0],
  ['cycle', 1.5],
  ['cycle', 2 ** 31],
  ['at', 'yesterday'],
  ['dueAt', 1],
  ['category', undefined],
  ['team', ['desk']],
  ['termsVersion', null],
  ['retracts', null],
  ['state', 'gone'],
  ['because', null],
  ['because', { position: '-1', recordedAt: '2026-03-02T15:00:00Z', stream: 's', type: 't', eventId: null }],
  ['because', { position: '1', recordedAt: 'then', stream: 's', type: 't', eventId: null }],
  ['because', { position: '1', recordedAt: '2026-03-02T15:00:00Z', stream: 's', type: 't' }],
])('%s may not be %j', (name, value) => {
  const event = inLog(retracted(breached()), 1);
  const wrong = { ...event, data: { ...(event.data as object), [name]: value } };
  expect(() => readNotice(wrong)).toThrow(UnfitEventError);
});

const all = { kind: 'all' } as const;
const none: NoticeFilters = { at: {} };

it.each([
  [true, none],
  [true, { ...none, tier: 'gold', type: 'BreachNoticed' }],
  [false, { ...none, type: 'ClockWarned' }],
  [false, { ...none, agent: 'u7' }],
  [true, { at: { from: row.at, to: row.at + 1 } }],
  [false, { at: { to: row.at } }],
] as const)('a notice concerns a reader: %s with %j', (expected, filters) => {
  expect(noticeConcerns(all, filters, row)).toBe(expected);
});

it('a notice is for those who may see its customer', () => {
  expect(noticeConcerns({ kind: 'customers', customers: ['acme'] }, none, row)).toBe(true);
  expect(noticeConcerns({ kind: 'customers', customers: ['bolt'] }, none, row)).toBe(false);
  expect(noticeConcerns({ kind: 'customers', customers: [] }, none, row)).toBe(false);
});
