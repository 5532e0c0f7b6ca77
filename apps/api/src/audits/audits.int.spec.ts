import { AuditServer, type Json } from './testing/audit-server.js';

const terms = (within: string, calendar = '24x7') => ({
  tiers: { gold: [{ metric: 'resolution', within, calendar }] },
});
const SPAN = { from: '2015-01-01T00:00:00Z', to: '2016-01-01T00:00:00Z', now: '2016-02-01T00:00:00Z' };
const amended = (within: string) => ({
  effectiveFrom: '2015-01-01T00:00:00-05:00',
  reach: 'open',
  terms: terms(within),
});
const stricter = (auditId: string) => ({ auditId, agreementId: 'acme', ...SPAN, amendments: [amended('PT2H')] });

/** Milliseconds; the machine may be busy with other tests. */
const PATIENCE = 30_000;

let server: AuditServer;
let withoutTheLast: string;

beforeAll(async () => {
  server = await AuditServer.start();
  const office = { timeZone: 'UTC', weekly: [{ days: ['mon'], from: '08:00', to: '17:00' }] };
  await server.told('/v1/calendars', { calendarId: 'office', ...office });
  const agreement = { customer: 'acme', name: 'Acme', kind: 'customer', effectiveFrom: '2014-01-01T00:00:00Z' };
  for (const agreementId of ['acme', 'other']) {
    await server.told('/v1/agreements', { agreementId, ...agreement, terms: terms('PT4H') });
  }
  const hours = [1, 3, 5];
  for (const [index, after] of hours.entries()) {
    const ticketId = `T-${index}`;
    const of = { ticketId, agreementId: 'acme', tier: 'gold', priority: 'high', category: 'mail' };
    await server.told('/v1/tickets', { ...of, at: '2015-03-02T00:00:00Z' });
    withoutTheLast = await server.told(`/v1/tickets/${ticketId}/responses`, { at: '2015-03-02T00:30:00Z' });
    await server.told(`/v1/tickets/${ticketId}/resolution`, { at: `2015-03-02T0${after}:00:00Z` });
  }
  server.startReplayer();
  await asking(stricter('warm-up'));
  await server.ended('warm-up');
}, 120_000);
afterAll(() => server.close(), 60_000);

const asking = (body: object, key?: string) =>
  server.ask('POST', '/v1/audits', body, key === undefined ? {} : { 'idempotency-key': key });

describe('an audit over HTTP', () => {
  it(
    'is accepted, readable at once, and comes to its end',
    async () => {
      const { status, headers, body } = await asking(stricter('q1'));
      expect([status, headers.get('location')]).toEqual([202, '/v1/audits/q1']);
      expect(body).toMatchObject({
        auditId: 'q1',
        stream: 'audit-q1',
        revision: 0,
        events: [{ type: 'AuditRequested' }],
      });
      expect((await server.ask('GET', '/v1/audits/q1')).status).toBe(200);
      const none = { excused: 0, void: 0, running: 0, paused: 0 };
      const before = { ...none, met: 2, breached: 1, attainment: 2 / 3 };
      const after = { ...none, met: 1, breached: 2, attainment: 1 / 3 };
      expect(await server.ended('q1')).toEqual({
        auditId: 'q1',
        status: 'completed',
        error: null,
        progress: { cases: 3, of: 3, casesPerSecond: expect.any(Number) as number },
        before: { ...before, credits: [] },
        after: { ...after, credits: [] },
        changes: { total: 3, 'met>breached': 1, 'same-state': 2 },
        groups: [{ metric: 'resolution', tier: 'gold', priority: 'high', category: 'mail', before, after }],
        cases: { judged: 3, changed: 3, unjudged: [] },
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
        manifest: '/v1/audits/q1/manifest',
      });
    },
    PATIENCE,
  );

  it(
    'counts before as compliance does',
    async () => {
      await asking({ ...stricter('as-compliance'), now: null });
      const { before } = (await server.ended('as-compliance')) as { before: Json };
      const { body } = await server.ask('GET', `/v1/compliance?agreementId=acme&from=${SPAN.from}&to=${SPAN.to}`);
      const [counted] = body['items'] as Json[];
      for (const field of ['met', 'breached', 'excused', 'void', 'running', 'attainment']) {
        expect(before[field]).toEqual(counted?.[field]);
      }
    },
    PATIENCE,
  );

  it(
    'shows changed verdicts with why, by filter, page and form',
    async () => {
      await asking(stricter('q2'));
      await server.ended('q2');
      const changes = (query: string) => server.ask('GET', `/v1/audits/q2/changes${query}`);
      const worse = (await changes('?change=met%3Ebreached')).body['items'] as Json[];
      expect(worse).toHaveLength(1);
      expect(worse[0]).toMatchObject({
        ticketId: 'T-1',
        before: { state: 'met', termsVersion: 1, dueAt: '2015-03-02T04:00:00.000Z' },
        after: { state: 'breached', termsVersion: 'w1', dueAt: '2015-03-02T02:00:00.000Z', overrunMs: 3_600_000 },
      });
      expect(worse[0]?.['why']).toMatch(/2 hours/);
      const first = (await changes('?limit=2')).body;
      const second = (await changes(`?limit=2&cursor=${String(first['next'])}`)).body;
      const seen = [...(first['items'] as Json[]), ...(second['items'] as Json[])].map(({ ticketId }) => ticketId);
      expect([seen, second['next']]).toEqual([['T-0', 'T-1', 'T-2'], null]);
      const lines = await server.ask('GET', '/v1/audits/q2/changes?tier=gold', undefined, {
        accept: 'application/x-ndjson',
      });
      expect(String(lines.body['text']).trim().split('\n')).toHaveLength(3);
      expect((await changes('?category=web')).body['items']).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'judges what was known at a position',
    async () => {
      await asking({ ...stricter('known'), asOf: withoutTheLast });
      expect(await server.ended('known')).toMatchObject({ before: { met: 2, breached: 1 }, cases: { judged: 3 } });
      const { body } = await server.ask('GET', '/v1/audits/known/manifest');
      expect(body).toMatchObject({
        request: { asOf: withoutTheLast, now: '2016-02-01T00:00:00.000Z' },
        result: { judged: 3 },
      });
    },
    PATIENCE,
  );

  it(
    'is listed, the latest first',
    async () => {
      await asking(stricter('early'));
      await asking(stricter('late'));
      const { body } = await server.ask('GET', '/v1/audits?limit=2');
      expect((body['items'] as Json[]).map(({ auditId }) => auditId)).toEqual(['late', 'early']);
      expect(body['next']).not.toBeNull();
    },
    PATIENCE,
  );

  it(
    'is asked once for a key',
    async () => {
      const { auditId: _, ...unnamed } = stricter('');
      const first = await asking(unnamed, 'k1');
      expect((await asking(unnamed, 'k1')).body).toEqual(first.body);
      expect((await asking({ ...unnamed, asOf: '1' }, 'k1')).status).toBe(422);
      expect((await asking(stricter('taken'))).status).toBe(202);
      expect((await asking(stricter('taken'))).status).toBe(409);
    },
    PATIENCE,
  );
});

describe('an audit that has ended or is to end', () => {
  it(
    'is taken away for good',
    async () => {
      await asking(stricter('gone'));
      await server.ended('gone');
      expect((await server.ask('DELETE', '/v1/audits/gone')).status).toBe(204);
      for (const path of ['', '/changes', '/manifest']) {
        expect((await server.ask('GET', `/v1/audits/gone${path}`)).status).toBe(404);
      }
      expect((await server.ask('DELETE', '/v1/audits/gone')).status).toBe(404);
      expect((await asking(stricter('gone'))).status).toBe(409);
    },
    PATIENCE,
  );

  it(
    'is cancelled, and not run any more',
    async () => {
      await server.stopReplayer();
      await asking(stricter('stopped'));
      expect((await server.ask('DELETE', '/v1/audits/stopped')).status).toBe(409);
      const cancelled = await server.ask('POST', '/v1/audits/stopped/cancel');
      expect([cancelled.status, cancelled.body['events']]).toMatchObject([200, [{ type: 'AuditCancelled' }]]);
      expect(await server.ended('stopped')).toMatchObject({ status: 'cancelled', before: null, digest: null });
      expect((await server.ask('GET', '/v1/audits/stopped/changes')).status).toBe(409);
      expect((await server.ask('POST', '/v1/audits/stopped/cancel')).body['events']).toEqual([]);
      server.startReplayer();
      await asking(stricter('after'));
      expect((await server.ended('after'))['status']).toBe('completed');
      expect((await server.ended('stopped'))['status']).toBe('cancelled');
      expect((await server.ask('POST', '/v1/audits/after/cancel')).status).toBe(409);
    },
    PATIENCE,
  );

  it(
    'is not found where there was none',
    async () => {
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/changes'],
        ['GET', '/manifest'],
        ['DELETE', ''],
        ['POST', '/cancel'],
      ] as const) {
        expect((await server.ask(method, `/v1/audits/nobody${path}`)).status).toBe(404);
      }
    },
    PATIENCE,
  );
});

describe('an audit that makes no sense names the field', () => {
  const amendment = amended('PT1H');
  it.each<[status: number, path: string, stated: object]>([
    [400, 'agreementId', { agreementId: undefined }],
    [400, 'agreementId', { agreementId: ['acme', 7] }],
    [400, 'from', { from: 'yesterday' }],
    [400, 'asOf', { asOf: '1.5' }],
    [400, 'surprise', { surprise: 1 }],
    [400, 'amendments', { amendments: {} }],
    [400, 'amendments[0].reach', { amendments: [{ ...amendment, reach: 'all' }] }],
    [400, 'amendments[0].terms', { amendments: [{ ...amendment, terms: 'none' }] }],
    [400, 'calendars[0].calendarId', { calendars: [{ reach: 'new', definition: {} }] }],
    [400, 'withdraw', { withdraw: [{}] }],
    [422, 'agreementId', { agreementId: 'nobody' }],
    [422, 'asOf', { asOf: '9007199254740991' }],
    [422, 'to', { to: SPAN.from }],
    [422, 'amendments[0].effectiveUntil', { amendments: [{ ...amendment, effectiveUntil: '2014-01-01T00:00:00Z' }] }],
    [422, 'amendments[0].agreementId', { agreementId: ['acme', 'other'], amendments: [amendment] }],
    [422, 'amendments[0].agreementId', { amendments: [{ ...amendment, agreementId: 'other' }] }],
    [422, 'amendments[0].terms.tiers.gold[0].within', { amendments: [{ ...amendment, terms: terms('4 hours') }] }],
    [
      422,
      'amendments[0].terms.tiers.gold[0].calendar',
      { amendments: [{ ...amendment, terms: terms('PT1H', 'moon') }] },
    ],
    [
      422,
      'calendars[0].definition.timeZone',
      { calendars: [{ calendarId: 'moon', reach: 'new', definition: { timeZone: 'Moon', weekly: [] } }] },
    ],
    [422, 'exclusions[0].to', { exclusions: [{ from: SPAN.to, to: SPAN.from }] }],
    [422, 'withdraw[0]', { withdraw: ['e9'] }],
  ])('%i %s', async (status, path, stated) => {
    const { status: answered, body } = await asking({ ...stricter('wrong'), ...stated });
    expect([answered, (body['errors'] as Json[]).map((error) => error['path'])]).toEqual([
      status,
      expect.arrayContaining([path]),
    ]);
  });
});
