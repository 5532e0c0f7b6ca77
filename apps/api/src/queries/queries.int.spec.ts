import { positionOf } from '#event-store';
import { instantOf, parseInstant } from '#judge';
import { migrate } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../../../libs/platform/src/testing/postgres.js';
import { Ledger } from '../testing/ledger.js';
import { KEY, QueryServer, type Item } from '../testing/query-server.js';

const TERMS = {
  timeZone: 'America/New_York',
  pauses: { waiting: ['resolution'] },
  tiers: {
    gold: [
      { metric: 'first-response', within: 'PT1H', goal: 0.9 },
      { metric: 'resolution', within: 'PT4H', goal: 0.95 },
    ],
    silver: [{ metric: 'resolution', within: 'PT8H', goal: 0.8 }],
  },
};
const OFFICE = {
  timeZone: 'America/New_York',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
};
const opened = (agreementId: string, customer: string, tier: string, category: string | null = null) => ({
  ...{ agreementId, customer, tier, priority: 'high', category, paused: null },
});

describe('the query side', () => {
  let postgres: TestPostgres;
  let url: string;
  let ledger: Ledger;
  let server: QueryServer;
  let now = parseInstant('2026-03-02T10:45:00Z');
  let logAnswers = true;
  const ask = (path: string, init?: Parameters<QueryServer['ask']>[1]) => server.ask(path, init);

  beforeAll(async () => {
    postgres = await startTestPostgres();
    url = await postgres.createDatabase({ name: 'queries', prepare: migrate });
    ledger = new Ledger(url, '2026-03-02T10:30:00Z');
    await ledger.open();
    await ledger.calendar('office', 'CalendarDefined', { effectiveFrom: null, definition: OFFICE });
    const sign = (id: string, customer: string) =>
      ledger.agreement(id, 'AgreementSigned', {
        ...{ customer, name: `Support for ${customer}`, kind: 'customer' },
        ...{ effectiveFrom: '2026-01-01T00:00:00.000Z', terms: TERMS },
      });
    await sign('A1', 'acme');
    await sign('B1', 'bolt');
    await ledger.agreement('A1', 'AgreementAmended', {
      ...{ version: 2, effectiveFrom: '2026-06-01T00:00:00.000Z', effectiveUntil: null, reach: 'new' },
      ...{ supersedes: false, reason: 'renewal', terms: { ...TERMS, timeZone: 'UTC' } },
    });
    const at = (time: string) => `2026-03-02T${time}:00.000Z`;
    await ledger.ticket(
      'T1',
      ['TicketOpened', at('08:00'), opened('A1', 'acme', 'gold', 'mail')],
      ['TicketAssigned', at('08:05'), { team: 'desk', agent: 'u7' }],
      ['ResponseSent', at('08:30')],
      ['TicketResolved', at('10:00')],
      ['SatisfactionRated', at('10:10'), { score: 4 }],
    );
    await ledger.ticket('T2', ['TicketOpened', at('10:00'), opened('A1', 'acme', 'gold')]);
    await ledger.ticket(
      'T3',
      ['TicketOpened', at('10:00'), opened('B1', 'bolt', 'silver', 'web')],
      ['TicketPaused', at('10:10'), { reason: 'waiting' }],
    );
    server = await QueryServer.start(
      url,
      () => now,
      () => (logAnswers ? Promise.resolve(positionOf(ledger.position)) : Promise.reject(new Error('away'))),
    );
  }, 60_000);

  afterAll(async () => {
    await server?.stop();
    await ledger?.close();
    await postgres?.stop();
  });

  it('finds tickets by what they are', async () => {
    const all = await ask('/v1/tickets');
    expect(all.status).toBe(200);
    expect(all.body).toMatchObject({
      next: null,
      position: String(ledger.position),
      hand: '2026-03-02T10:30:00.000Z',
      restating: false,
      deadLetters: 0,
    });
    expect(all.body.items.map((item) => item.ticketId)).toEqual(['T1', 'T2', 'T3']);
    expect(all.body.items[0]).toEqual({
      ...{ ticketId: 'T1', agreementId: 'A1', customer: 'acme', tier: 'gold', priority: 'high', category: 'mail' },
      ...{ team: 'desk', agent: 'u7', status: 'resolved', openedAt: '2026-03-02T08:00:00.000Z' },
      ...{ finishedAt: '2026-03-02T10:00:00.000Z', score: 4, revision: 4 },
    });
    const some = async (query: string) =>
      (await ask(`/v1/tickets?${query}`)).body.items.map(({ ticketId }) => ticketId);
    expect(await some('status=paused')).toEqual(['T3']);
    expect(await some('customer=acme&tier=gold')).toEqual(['T1', 'T2']);
    expect(await some('openedFrom=2026-03-02T11:00:00%2B01:00')).toEqual(['T2', 'T3']);
    expect(await some('openedFrom=2026-03-02T11:00:00+01:00')).toEqual(['T2', 'T3']);
    expect(await some('openedTo=2026-03-02T10:00:00Z')).toEqual(['T1']);
  });

  it('shows a ticket with its facts and its clocks, judged when asked', async () => {
    const { status, headers, body } = await ask('/v1/tickets/T2');
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"0"');
    expect(body).toMatchObject({ ticketId: 'T2', status: 'open', ignored: [], revision: 0 });
    expect(body.facts).toEqual([
      expect.objectContaining({ type: 'opened', at: '2026-03-02T10:00:00.000Z', tier: 'gold', priority: 'high' }),
    ]);
    expect(body.clocks.map((clock) => clock.metric)).toEqual(['first-response', 'resolution']);
    expect(body.clocks[0]).toMatchObject({ ticketId: 'T2', state: 'running', elapsedMs: 45 * 60_000, goal: 0.9 });

    const later = await ask('/v1/tickets/T2?now=2026-03-02T11:00:00.001Z');
    expect(later.body.clocks[0]).toMatchObject({
      state: 'breached',
      overrunMs: 1,
      decidedAt: '2026-03-02T11:00:00.000Z',
    });
    const before = await ask('/v1/tickets/T2?now=2026-03-02T09:00:00Z');
    expect([before.status, before.body.errors[0]!.path]).toEqual([422, 'now']);
    expect((await ask('/v1/tickets/T404')).status).toBe(404);
  });

  it('lists clocks not stopped by due time, those without one last, with what grows computed when asked', async () => {
    const { body } = await ask('/v1/clocks');
    const brief = body.items.map((item) => [item.ticketId, item.metric, item.state, item.dueAt]);
    expect(brief).toEqual([
      ['T2', 'first-response', 'running', '2026-03-02T11:00:00.000Z'],
      ['T2', 'resolution', 'running', '2026-03-02T14:00:00.000Z'],
      ['T3', 'resolution', 'paused', null],
    ]);
    expect(body.items[0]).toMatchObject({ elapsedMs: 45 * 60_000, remainingMs: 15 * 60_000 });
    expect(body.items[2]).toMatchObject({ elapsedMs: 10 * 60_000, remainingMs: (8 * 60 - 10) * 60_000 });
    expect((await ask('/v1/clocks?state=paused')).body.items).toHaveLength(1);
    expect((await ask('/v1/clocks?dueBefore=2026-03-02T12:00:00Z')).body.items).toHaveLength(1);
  });

  it('pages through clocks by a cursor that pins the clock', async () => {
    const first = await ask('/v1/clocks?limit=1');
    now = instantOf(now + 60_000);
    const second = await ask(`/v1/clocks?limit=1&cursor=${first.body.next}`);
    const third = await ask(`/v1/clocks?limit=1&cursor=${second.body.next}`);
    now = instantOf(now - 60_000);
    expect(second.body.items[0]).toMatchObject({ ticketId: 'T2', metric: 'resolution', elapsedMs: 45 * 60_000 });
    expect(third.body).toMatchObject({ items: [{ ticketId: 'T3' }], next: null });
    const foreign = await ask(`/v1/verdicts?cursor=${first.body.next}`);
    expect([foreign.status, foreign.body.errors[0]!.path]).toEqual([400, 'cursor']);
    const other = await ask(`/v1/clocks?state=paused&cursor=${first.body.next}`);
    expect([other.status, other.body.errors[0]!.path]).toEqual([400, 'cursor']);
  });

  it('lists verdicts and breaches, as the hand has them', async () => {
    expect((await ask('/v1/verdicts')).body.items).toHaveLength(5);
    expect((await ask('/v1/breaches')).body.items).toEqual([]);
    const decided = await ask('/v1/verdicts?decidedFrom=2026-03-02T10:00:00Z&decidedTo=2026-03-02T10:00:00.001Z');
    expect(decided.body.items).toMatchObject([
      { ticketId: 'T1', metric: 'resolution', state: 'met', elapsedMs: 7_200_000 },
    ]);
    expect(Object.keys(decided.body.items[0]!)).toEqual([
      ...['ticketId', 'metric', 'cycle', 'state', 'startedAt', 'measuredFrom', 'dueAt', 'breachesAt', 'stoppedAt'],
      ...['decidedAt', 'elapsedMs', 'targetMs', 'overrunMs', 'within', 'atRiskAt', 'atRisk', 'excused', 'marks'],
      ...['reason', 'termsVersion', 'calendar', 'tier', 'priority', 'category', 'team', 'goal', 'facts'],
    ]);
    expect((await ask('/v1/verdicts?state=met&agent=u7')).body.items).toHaveLength(2);
  });

  it('sums up compliance by any group', async () => {
    const total = await ask('/v1/compliance');
    expect(total.body.items).toEqual([
      {
        ...{ met: 2, breached: 0, excused: 0, void: 0, running: 2, paused: 1, atRisk: 0 },
        ...{ attainment: 1, attainmentExcused: 1, goal: null, ok: null },
      },
    ]);
    const byMetric = await ask('/v1/compliance?groupBy=metric,month&agreementId=A1');
    expect(byMetric.body.items).toEqual([
      expect.objectContaining({ metric: 'first-response', month: '2026-03', met: 1, goal: 0.9, ok: true }),
      expect.objectContaining({ metric: 'first-response', month: null, running: 1, attainment: null, ok: null }),
      expect.objectContaining({ metric: 'resolution', month: '2026-03', met: 1, goal: 0.95, ok: true }),
      expect.objectContaining({ metric: 'resolution', month: null, running: 1, goal: 0.95 }),
    ]);
    const periods = await ask('/v1/compliance?groupBy=day&groupBy=week,quarter,year&metric=resolution&customer=acme');
    expect(periods.body.items[0]).toMatchObject({
      day: '2026-03-02',
      week: '2026-W10',
      quarter: '2026-Q1',
      year: '2026',
    });
    expect((await ask('/v1/compliance?customer=nobody')).body.items).toMatchObject([{ met: 0, attainment: null }]);
    expect((await ask('/v1/compliance?customer=nobody&groupBy=tier')).body.items).toEqual([]);
    const cut = await ask('/v1/compliance?from=2026-03-02T08:30:00Z&to=2026-03-02T10:00:00Z');
    expect(cut.body.items).toMatchObject([{ met: 1, running: 2 }]);
  });

  it('measures tiers', async () => {
    const { body } = await ask('/v1/tiers/metrics?groupBy=metric');
    const resolution = body.items.find((item) => item.tier === 'gold' && item.metric === 'resolution');
    expect(resolution).toMatchObject({
      met: 1,
      ratings: { count: 1, mean: 4 },
      elapsedMs: { count: 1, mean: 7_200_000 },
    });
    expect(Math.abs((resolution!.elapsedMs as { p99: number }).p99 / 7_200_000 - 1)).toBeLessThanOrEqual(0.01);
    const cut = await ask('/v1/tiers/metrics?from=2026-03-02T08:00:00Z&to=2026-03-02T09:00:00Z');
    expect(cut.body.items).toMatchObject([
      { tier: 'gold', met: 1, elapsedMs: { count: 1, mean: 1_800_000 } },
      { tier: 'silver', elapsedMs: { count: 0, mean: null, p50: null }, ratings: { count: 0, mean: null } },
    ]);
  });

  it('shows agreements with the terms in force, and all versions', async () => {
    const list = await ask('/v1/agreements');
    expect(list.body.items).toMatchObject([
      { agreementId: 'A1', customer: 'acme', timeZone: 'UTC' },
      { agreementId: 'B1' },
    ]);
    const today = await ask('/v1/agreements/A1');
    expect(today.headers.get('etag')).toBe('"1"');
    expect(today.body).toMatchObject({
      inForce: { version: 1, reason: null },
      terms: TERMS,
      terminations: [],
      exclusions: [],
    });
    const june = await ask('/v1/agreements/A1?effectiveAt=2026-06-01T00:00:00Z');
    expect(june.body).toMatchObject({ inForce: { version: 2, reason: 'renewal' }, terms: { timeZone: 'UTC' } });
    expect((await ask('/v1/agreements/A1?effectiveAt=2025-06-01T00:00:00Z')).body).toMatchObject({
      inForce: null,
      terms: null,
    });
    const versions = await ask('/v1/agreements/A1/versions?limit=1');
    expect(versions.body.items).toMatchObject([
      { version: 1, recordedAt: '2026-03-02T10:30:00.000Z', position: '101' },
    ]);
    const next = await ask(`/v1/agreements/A1/versions?limit=1&cursor=${versions.body.next}`);
    expect(next.body).toMatchObject({ items: [{ version: 2 }], next: null });
    expect((await ask('/v1/agreements/nope')).status).toBe(404);
    expect((await ask('/v1/agreements/nope/versions')).status).toBe(404);
  });

  it('shows calendars', async () => {
    expect((await ask('/v1/calendars')).body.items).toMatchObject([
      { calendarId: 'office', timeZone: 'America/New_York' },
    ]);
    const { body } = await ask('/v1/calendars/office');
    expect(body).toMatchObject({
      inForce: { version: 1, effectiveFrom: null },
      definition: OFFICE,
      versions: [{ version: 1 }],
    });
    expect((await ask('/v1/calendars/nope')).status).toBe(404);
  });

  it('streams whole lists as CSV and NDJSON', async () => {
    const csv = await ask('/v1/verdicts', { headers: { accept: 'text/csv' } });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('avenant-position')).toBe(String(ledger.position));
    const lines = csv.text.trimEnd().split('\r\n');
    expect(lines).toHaveLength(6);
    expect(lines[0]).toMatch(/^ticketId,metric,cycle,state,/);
    expect(lines[1]).toMatch(/^T1,first-response,1,met,2026-03-02T08:00:00.000Z,/);
    const ndjson = await ask('/v1/compliance?groupBy=tier', { headers: { accept: 'application/x-ndjson' } });
    const items = ndjson.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(items).toEqual((await ask('/v1/compliance?groupBy=tier')).body.items);
    expect((await ask('/v1/verdicts', { headers: { accept: 'image/png' } })).status).toBe(406);
    expect((await ask('/v1/verdicts?limit=5', { headers: { accept: 'text/csv' } })).status).toBe(400);
  });

  it('refuses by name what it does not know, and with 422 what is not served', async () => {
    const refused = async (path: string) => {
      const { status, headers, body } = await ask(path);
      expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
      return [status, body.errors[0]!.path];
    };
    expect(await refused('/v1/tickets?colour=red')).toEqual([400, 'colour']);
    expect(await refused('/v1/tickets?limit=0')).toEqual([400, 'limit']);
    expect(await refused('/v1/tickets?limit=1001')).toEqual([400, 'limit']);
    expect(await refused('/v1/tickets?limit=7&limit=8')).toEqual([400, 'limit']);
    expect(await refused('/v1/tickets?tier=')).toEqual([400, 'tier']);
    expect(await refused('/v1/tickets?tier=%00')).toEqual([400, 'tier']);
    expect(await refused('/v1/tickets?cursor=AAAA')).toEqual([400, 'cursor']);
    expect(await refused('/v1/tickets?after=1.5')).toEqual([400, 'after']);
    expect(await refused('/v1/tickets?openedFrom=yesterday')).toEqual([400, 'openedFrom']);
    expect(await refused('/v1/tickets?openedFrom=2026-01-02T00:00:00Z&openedTo=2026-01-01T00:00:00Z')).toEqual([
      400,
      'openedTo',
    ]);
    expect(await refused('/v1/tickets?__proto__=x')).toEqual([400, '__proto__']);
    expect(await refused('/v1/compliance?groupBy=colour')).toEqual([400, 'groupBy']);
    expect(await refused('/v1/compliance?groupBy=tier,tier')).toEqual([400, 'groupBy']);
    expect(await refused('/v1/clocks?atRisk=maybe')).toEqual([400, 'atRisk']);
    expect(await refused('/v1/tickets/-x')).toEqual([400, 'ticketId']);
    expect(await refused('/v1/verdicts?asOf=9999')).toEqual([422, 'asOf']);
    expect(await refused('/v1/tickets/T1?asOf=2099-01-01T00:00:00Z')).toEqual([422, 'asOf']);
    expect(await refused('/v1/compliance?now=2026-01-01T00:00:00Z')).toEqual([422, 'now']);
    expect((await ask('/v1/tickets', { key: null })).status).toBe(401);
  });

  it('waits for a position, and gives up in time', async () => {
    const position = ledger.position + 1;
    const waiting = ask(`/v1/tickets?after=${position}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await ledger.ticket('T4', ['TicketOpened', '2026-03-02T10:20:00.000Z', opened('A1', 'acme', 'silver')]);
    const { status, body } = await waiting;
    expect([status, body.position]).toEqual([200, String(position)]);
    expect(body.items).toHaveLength(4);
    const started = Date.now();
    const late = await ask(`/v1/tickets?after=${position + 1000}`);
    expect([late.status, late.headers.get('retry-after')]).toEqual([503, '1']);
    expect(Date.now() - started).toBeGreaterThan(4_500);
  }, 15_000);

  it('shows projections and takes requests to them', async () => {
    const { body } = await ask('/v1/projections');
    expect(body.items).toEqual([
      {
        ...{ name: 'read-models', position: String(ledger.position), head: String(ledger.position) },
        ...{
          hand: '2026-03-02T10:30:00.000Z',
          lag: { events: 0, ms: 0 },
          state: 'starting',
          rebuild: null,
          restatements: [],
          deadLetters: 0,
        },
      },
    ]);
    const rebuild = await ask('/v1/projections/read-models/rebuild', { method: 'POST' });
    expect([rebuild.status, rebuild.body]).toEqual([202, { name: 'read-models', requested: 'rebuild' }]);
    expect((await ask('/v1/projections/read-models/pause', { method: 'POST' })).status).toBe(202);
    expect((await ask('/v1/projections/other/resume', { method: 'POST' })).status).toBe(404);
    const field = await ask('/v1/projections/read-models/resume', {
      ...{ method: 'POST', body: '{"soon":true}', headers: { 'content-type': 'application/json' } },
    });
    expect([field.status, field.body.errors[0]!.path]).toEqual([400, 'soon']);
    const { rows } = await ledger.query('SELECT name, kind FROM projection_requests ORDER BY id');
    expect(rows).toEqual([
      { name: 'read-models', kind: 'rebuild' },
      { name: 'read-models', kind: 'pause' },
    ]);
    expect((await ask('/v1/projections/read-models/dead-letters')).body.items).toEqual([]);
    expect((await ask('/v1/projections/other/dead-letters')).status).toBe(404);
  });

  it('shows dead letters and counts them in every list', async () => {
    await ledger.query(`INSERT INTO dead_letters VALUES
      ('e1', 'event', 'ticket-T9', 3, 90, 'TicketPaused', 'it has no reason', 5, '2026-03-02T09:00:00Z')`);
    const { body } = await ask('/v1/projections/read-models/dead-letters');
    expect(body).toMatchObject({
      deadLetters: 1,
      items: [{ id: 'e1', stream: 'ticket-T9', position: '90', waitingTo: 5 }],
    });
    expect((await ask('/v1/clocks')).body.deadLetters).toBe(1);
    await ledger.query('DELETE FROM dead_letters');
  });

  it('tells how it does, without a token', async () => {
    expect((await ask('/health/live', { key: null })).body).toEqual({ status: 'ok' });
    expect((await ask('/health/ready', { key: null })).body).toEqual({
      ...{ status: 'ok', checks: { log: 'ok', models: 'ok', lag: 'ok' } },
    });
    logAnswers = false;
    const ready = await ask('/health/ready', { key: null });
    expect([ready.status, ready.body.checks.log]).toEqual([503, 'cannot be reached']);
    logAnswers = true;
    const metrics = await ask('/metrics', { key: null });
    expect(metrics.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(metrics.text).toContain(`avenant_projection_position{projection="read-models"} ${ledger.position}`);
    expect(metrics.text).toMatch(/duration_seconds_count\{method="GET",route="\/v1\/tickets",status="200"\} \d+/);
  });

  it('streams and pages through more than a page, each item once and in order', async () => {
    await ledger.query(`INSERT INTO cases SELECT 'X' || lpad(i::text, 5, '0'), 'A1', 'bulk', 'gold', 'high', NULL, NULL,
      NULL, 'open', '2026-01-01'::timestamptz + i % 7 * interval '1 minute', NULL, 0, 1, '[]', '[]', NULL, NULL, NULL, -1
      FROM generate_series(1, 2500) AS i`);
    const path = '/v1/tickets?customer=bulk';
    const ids = (items: readonly Item[]) => items.map(({ ticketId }) => ticketId as string);
    const streamed = ids(
      (await ask(path, { headers: { accept: 'application/x-ndjson' } })).text.trimEnd().split('\n').map(itemOf),
    );
    expect(streamed).toHaveLength(2500);
    expect(streamed).toEqual([...new Set(streamed)].sort());
    const paged: string[] = [];
    for (let cursor = ''; ;) {
      const { body } = await ask(`${path}&limit=1000${cursor}`);
      paged.push(...ids(body.items));
      if (body.next === null) break;
      cursor = `&cursor=${body.next}`;
    }
    expect(paged).toEqual(streamed);
    const span = `${path}&openedFrom=2026-01-01T00:00:00Z&limit=1000`;
    const first = await ask(span);
    const second = await ask(`${span}&cursor=${first.body.next}`);
    const times = [...first.body.items, ...second.body.items].map(({ openedAt }) => openedAt as string);
    expect(times).toEqual([...times].sort());
    expect(new Set(ids([...first.body.items, ...second.body.items])).size).toBe(2000);
  });

  it('lets go of what a reader who went away was reading', async () => {
    for (let round = 0; round < 12; round += 1) {
      const abort = new AbortController();
      const answer = await fetch(`${server.url}/v1/tickets?customer=bulk`, {
        ...{ signal: abort.signal, headers: { accept: 'text/csv', authorization: `Bearer ${KEY}` } },
      });
      expect(answer.status).toBe(200);
      abort.abort();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect((await ask('/v1/tickets?customer=bulk', { headers: { accept: 'text/csv' } })).status).toBe(200);
    const { rows } = await ledger.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%'`,
    );
    expect(rows).toEqual([{ n: 0 }]);
    await ledger.query(`DELETE FROM cases WHERE customer = 'bulk'`);
  }, 20_000);

  it('says 503 while the models are away', async () => {
    const lost = await postgres.createDatabase({ name: 'queries', prepare: migrate });
    const other = await QueryServer.start(
      lost,
      () => now,
      () => Promise.resolve(positionOf(0)),
    );
    expect((await other.ask('/v1/tickets')).body).toMatchObject({ items: [], position: '-1' });
    await ledger.query(`DROP DATABASE "${new URL(lost).pathname.slice(1)}" WITH (FORCE)`);
    const { status, headers } = await other.ask('/v1/tickets');
    expect([status, headers.get('retry-after')]).toEqual([503, '2']);
    expect((await other.ask('/health/ready')).body.checks).toMatchObject({ log: 'ok', models: 'cannot be reached' });
    await other.stop();
  }, 20_000);

  it('names every parameter of every route in the OpenAPI document', () => {
    const { paths } = server.document;
    const parameters = (path: string) =>
      (paths[path]!.get!.parameters as { name: string }[]).map(({ name }) => name).sort();
    const list = ['after', 'asOf', 'cursor', 'limit', 'now'];
    const dimensions = ['agreementId', 'category', 'customer', 'metric', 'priority', 'team', 'tier'];
    expect(parameters('/v1/compliance')).toEqual([...list, ...dimensions, 'from', 'groupBy', 'to'].sort());
    expect(parameters('/v1/clocks')).toEqual([...list, ...dimensions, 'agent', 'atRisk', 'dueBefore', 'state'].sort());
    expect(parameters('/v1/tickets/{ticketId}')).toEqual(['after', 'asOf', 'now', 'ticketId']);
    expect(Object.keys(paths)).toHaveLength(23);
    const names = Object.values(paths).map(({ get, post }) => (get ?? post)!.operationId);
    expect(new Set(names).size).toBe(23);
  });

  it('breaches a running clock when the hand passes it, in every query', async () => {
    now = parseInstant('2026-03-02T11:30:00Z');
    await ledger.moveHand('2026-03-02T11:00:00.001Z');
    const clock = (await ask('/v1/clocks?metric=first-response')).body.items[0];
    expect(clock).toMatchObject({ ticketId: 'T2', state: 'breached', overrunMs: 1_800_000, remainingMs: -1_800_000 });
    expect((await ask('/v1/breaches')).body.items).toMatchObject([{ ticketId: 'T2', overrunMs: 1_800_000 }]);
    const compliance = await ask('/v1/compliance?metric=first-response&groupBy=metric');
    expect(compliance.body.items).toMatchObject([{ met: 1, breached: 1, running: 0, attainment: 0.5, ok: false }]);
  });

  it('keeps compliance equal to a count of verdicts, at any ends of a span and in any grouping', async () => {
    const random = seeded(20_260_302);
    await openMany(ledger, random, 150);
    const all = { headers: { accept: 'application/x-ndjson' } };
    const read = async (path: string) => (await ask(path, all)).text.trimEnd().split('\n').map(itemOf);
    const tickets = new Map((await read('/v1/tickets')).map((ticket) => [ticket.ticketId, ticket]));
    const verdicts = (await read('/v1/verdicts')).map((verdict) => {
      const { agreementId, customer } = tickets.get(verdict.ticketId)!;
      return { ...verdict, agreement: agreementId, customer };
    });
    for (let round = 0; round < 25; round += 1) {
      const groupBy = ['agreement', 'customer', 'tier', 'category', 'metric'].filter(() => random() < 0.4);
      const from = FEBRUARY + Math.floor(random() * 20 * 24 * 3600) * 1000;
      const to = from + Math.floor(1 + random() * 10 * 24 * 3600) * 1000;
      const span = `from=${new Date(from).toISOString()}&to=${new Date(to).toISOString()}`;
      const { body } = await ask(`/v1/compliance?limit=1000&groupBy=${groupBy.join(',')}&${span}`);
      const found = new Map(
        body.items.map(({ met, breached, void: none, running, ...item }) => [
          nameOf(groupBy, item),
          { met, breached, void: none, running },
        ]),
      );
      expect(found).toEqual(countedIn(verdicts, groupBy, { from, to }));
    }
  }, 60_000);
});

const FEBRUARY = Date.UTC(2026, 1, 1);
const itemOf = (line: string) => JSON.parse(line) as Item;
const nameOf = (groupBy: readonly string[], item: Item): string => JSON.stringify(groupBy.map((group) => item[group]));

/** Tickets of two customers in a month, some of them resolved, some too late. */
async function openMany(ledger: Ledger, random: () => number, count: number): Promise<void> {
  const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
  const iso = (at: number) => new Date(at).toISOString();
  for (let index = 0; index < count; index += 1) {
    const start = FEBRUARY + Math.floor(random() * 28 * 24) * 3_600_000;
    const end = start + Math.floor(random() * 12 * 3600) * 1000;
    const [agreement, customer] = oneOf([['A1', 'acme'] as const, ['B1', 'bolt'] as const]);
    const facts = opened(agreement, customer, oneOf(['gold', 'silver']), oneOf(['mail', 'web', null]));
    const resolved = random() < 0.8 ? ([['TicketResolved', iso(end)]] as const) : [];
    await ledger.ticket(`R${index}`, ['TicketOpened', iso(start), facts], ...resolved);
  }
}

/** What compliance should say of some verdicts, counted one by one. */
function countedIn(verdicts: readonly Item[], groupBy: readonly string[], span: { from: number; to: number }) {
  const groups = new Map<string, Record<string, number>>();
  for (const verdict of verdicts) {
    const decided = verdict.decidedAt === null ? null : Date.parse(verdict.decidedAt as string);
    if (decided !== null && (decided < span.from || decided >= span.to)) continue;
    const name = nameOf(groupBy, verdict);
    const counts = groups.get(name) ?? { met: 0, breached: 0, void: 0, running: 0 };
    groups.set(name, counts);
    const state = verdict.state as string;
    if (state in counts) counts[state]! += 1;
  }
  return groups;
}

/** A small generator of numbers in [0, 1), the same for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
