import { ApiServer } from '../testing/api-server.js';

const OFFICE = {
  calendarId: 'office',
  timeZone: 'Europe/Paris',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
};
const TERMS = {
  calendar: 'office',
  pauses: { customer: ['resolution'] },
  tiers: {
    gold: [
      { metric: 'resolution', within: 'PT4H', goal: 0.95 },
      { metric: 'first-response', within: 'PT1H' },
    ],
  },
};
const AGREEMENT = {
  agreementId: 'acme',
  customer: 'acme',
  name: 'Acme support',
  kind: 'customer',
  effectiveFrom: '2020-01-01T00:00:00Z',
  terms: TERMS,
};
const OPEN = { agreementId: 'acme', tier: 'gold', priority: 'high', at: '2026-01-05T10:00:00+01:00' };

describe('Commands over HTTP', () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await ApiServer.start();
    expect((await api.post('/v1/calendars', OFFICE)).status).toBe(201);
    expect((await api.post('/v1/agreements', AGREEMENT)).status).toBe(201);
  }, 60_000);
  afterAll(() => api.stop());

  const open = (ticketId: string, more: object = {}) => api.post('/v1/tickets', { ...OPEN, ticketId, ...more });

  it('answers a creation with 201, its address and where it stands', async () => {
    const { status, headers, body } = await open('T-1');
    expect(status).toBe(201);
    expect(headers.get('location')).toBe('/v1/tickets/T-1');
    expect(body).toEqual({
      stream: 'ticket-T-1',
      revision: 0,
      position: expect.stringMatching(/^\d+$/),
      events: [{ id: expect.stringMatching(/^[0-9a-f-]{36}$/), type: 'TicketOpened' }],
    });
  });

  it('takes a ticket through every command', async () => {
    await open('T-2');
    const at = (minute: number) => `2026-01-05T10:${String(minute).padStart(2, '0')}:00+01:00`;
    const steps: [string, object][] = [
      ['responses', {}],
      ['customer-replies', {}],
      ['milestones', { name: 'accepted' }],
      ['assignments', { team: 'mail', agent: 'a-7' }],
      ['pauses', { reason: 'customer' }],
      ['resumptions', {}],
      ['priority', { priority: 'low' }],
      ['tier', { tier: 'gold-plus' }],
      ['category', { category: 'Street Cleaning: Requests' }],
      ['resolution', {}],
      ['ratings', { score: 5 }],
      ['reopening', {}],
      ['closure', {}],
    ];
    let revision = 0;
    for (const [index, [path, body]] of steps.entries()) {
      const reply = await api.post(`/v1/tickets/T-2/${path}`, { at: at(index + 1), ...body });
      expect([path, reply.status, reply.body.revision]).toEqual([path, 200, (revision += 1)]);
    }
    const { events } = (await api.post('/v1/tickets/T-2/cancellation', { at: at(20) })).body;
    const retracted = await api.post('/v1/tickets/T-2/retractions', {
      at: at(21),
      eventId: events[0]?.id,
      reason: 'error',
    });
    expect(retracted.status).toBe(200);
  });

  it('excuses a breach, and only a breach', async () => {
    await open('T-3');
    const excuse = { metric: 'resolution', cycle: 1, reason: 'storm' };
    expect((await api.post('/v1/tickets/T-3/excuses', excuse)).status).toBe(200);
    expect((await api.post('/v1/tickets/T-3/excuses', { ...excuse, cycle: 2 })).status).toBe(409);
  });

  it('gives a repeat its first answer, also after other events, and refuses the key for another body', async () => {
    const key = { 'idempotency-key': 'open-4' };
    const body = { ...OPEN, ticketId: 'T-4' };
    const first = await api.post('/v1/tickets', body, key);
    await api.post('/v1/tickets/T-4/responses', { at: '2026-01-05T10:30:00+01:00' });
    const again = await api.post('/v1/tickets', body, key);
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await api.post('/v1/tickets', { ...body, commandId: 'open-4' })).body).toEqual(first.body);
    const other = await api.post('/v1/tickets', { ...body, priority: 'low' }, key);
    expect([other.status, other.body.errors[0]?.path]).toEqual([422, 'Idempotency-Key']);
    const elsewhere = await api.post('/v1/tickets/T-4/resolution', {}, key);
    expect(elsewhere.status).toBe(422);
  });

  it('names a ticket after owner and key where it brings no id', async () => {
    const key = { 'idempotency-key': 'minted-1' };
    const [one, two] = [await api.post('/v1/tickets', OPEN, key), await api.post('/v1/tickets', OPEN, key)];
    expect(one.body.stream).toMatch(/^ticket-[0-9a-f-]{36}$/);
    expect(two.body).toEqual(one.body);
    expect((await api.post('/v1/tickets', OPEN)).body.stream).not.toBe(one.body.stream);
  });

  it('answers a command that changes nothing with no events and where the stream stands', async () => {
    const opened = await open('T-5');
    const same = await api.post('/v1/tickets/T-5/priority', { priority: 'high', at: '2026-01-05T11:00:00+01:00' });
    expect(same.body).toEqual({ stream: 'ticket-T-5', revision: 0, position: opened.body.position, events: [] });
  });

  it('holds to If-Match', async () => {
    await open('T-6');
    const respond = (match: string) =>
      api.post('/v1/tickets/T-6/responses', { at: '2026-01-05T11:00:00+01:00' }, { 'if-match': match });
    expect((await respond('"7"')).body).toMatchObject({ status: 409, errors: [{ path: 'If-Match' }] });
    expect((await respond('"0"')).status).toBe(200);
    expect((await respond('"0"')).status).toBe(409);
    expect((await respond('0')).body).toMatchObject({ status: 400, errors: [{ path: 'If-Match' }] });
  });

  it('writes all of many commands that come to one ticket at once', async () => {
    await open('T-7');
    const replies = await Promise.all(
      Array.from({ length: 40 }, (_, i) =>
        api.post('/v1/tickets/T-7/customer-replies', { at: `2026-01-05T12:${i + 10}:00Z` }),
      ),
    );
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200));
    expect(new Set(replies.map(({ body }) => body.revision)).size).toBe(40);
  }, 30_000);

  it('places a fact by its time and refuses what the judge would ignore', async () => {
    await open('T-8');
    await api.post('/v1/tickets/T-8/resolution', { at: '2026-01-05T14:00:00Z' });
    expect((await api.post('/v1/tickets/T-8/pauses', { reason: 'customer', at: '2026-01-05T12:00:00Z' })).status).toBe(
      200,
    );
    expect((await api.post('/v1/tickets/T-8/resumptions', { at: '2026-01-05T15:00:00Z' })).status).toBe(409);
    const ahead = new Date(Date.now() + 6 * 60_000).toISOString();
    expect((await api.post('/v1/tickets/T-8/responses', { at: ahead })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'at' }],
    });
    const soon = new Date(Date.now() + 4 * 60_000).toISOString();
    expect((await api.post('/v1/tickets/T-8/customer-replies', { at: soon })).status).toBe(200);
  });

  it('knows the agreement as it is at that moment', async () => {
    expect((await open('T-9', { agreementId: 'nobody' })).body).toMatchObject({
      status: 422,
      errors: [{ path: 'agreementId' }],
    });
    expect((await open('T-9', { tier: 'silver' })).body).toMatchObject({ status: 422, errors: [{ path: 'tier' }] });
    const amended = await api.post('/v1/agreements/acme/amendments', {
      effectiveFrom: '2026-02-01T00:00:00Z',
      reach: 'new',
      reason: 'silver is new',
      terms: { ...TERMS, tiers: { ...TERMS.tiers, silver: [] } },
    });
    expect(amended.status).toBe(200);
    expect((await open('T-9', { tier: 'silver' })).status).toBe(201);
  });

  it('tells all that is wrong with terms at once, with paths', async () => {
    const terms = {
      calendar: 'nowhere',
      tiers: { gold: [{ metric: 'resolution', within: 'P1W', goal: 2 }] },
      colour: 1,
    };
    const { status, body } = await api.post('/v1/agreements', { ...AGREEMENT, agreementId: 'bad', terms });
    expect(status).toBe(422);
    expect(body.errors.map(({ path }) => path).sort()).toEqual([
      'terms.calendar',
      'terms.colour',
      'terms.tiers.gold[0].goal',
      'terms.tiers.gold[0].within',
    ]);
  });

  it('declares and withdraws exclusions, revises calendars, terminates agreements', async () => {
    await api.post('/v1/agreements', { ...AGREEMENT, agreementId: 'short' });
    const window = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z', reason: 'maintenance' };
    const declared = await api.post('/v1/agreements/short/exclusions', { ...window, exclusionId: 'x1' });
    expect([declared.status, declared.headers.get('location')]).toEqual([201, '/v1/agreements/short/exclusions/x1']);
    expect((await api.ask('DELETE', '/v1/agreements/short/exclusions/x1')).status).toBe(200);
    expect((await api.ask('DELETE', '/v1/agreements/short/exclusions/x1')).body.events).toEqual([]);
    expect((await api.ask('DELETE', '/v1/agreements/short/exclusions/x2')).status).toBe(404);
    const { calendarId: _, ...definition } = OFFICE;
    const revision = { ...definition, effectiveFrom: '2026-06-01T00:00:00Z', reach: 'new', reason: 'summer' };
    expect((await api.post('/v1/calendars/office/revisions', revision)).body.events[0]?.type).toBe('CalendarRevised');
    const end = { effectiveFrom: '2027-01-01T00:00:00Z', reason: 'over' };
    expect((await api.post('/v1/agreements/short/termination', end)).status).toBe(200);
    expect((await api.post('/v1/agreements/none/termination', end)).status).toBe(404);
  });

  it('refuses a command on a stream with an event that this version does not know, naming it', async () => {
    await api.post('/v1/tickets', { ticketId: 'U-1', ...OPEN });
    const foreign = {
      id: '00000000-0000-4000-8000-0000000000aa',
      type: 'TicketEaten',
      data: {},
      metadata: { schema: 1 },
    };
    await api.store.append('ticket-U-1', 0, [foreign]);
    const refused = await api.post('/v1/tickets/U-1/resolution', { at: '2026-01-05T12:00:00Z' });
    expect([refused.status, refused.body.detail]).toEqual([409, expect.stringContaining('TicketEaten')]);
  });

  it('records who asked, under which key and in which correlation', async () => {
    await api.post(
      '/v1/tickets',
      { ...OPEN, ticketId: 'T-10' },
      { 'idempotency-key': '"k-10"', 'x-correlation-id': 'call-10' },
    );
    const [event] = await api.store.readStream('ticket-T-10');
    expect(event?.metadata).toEqual({
      commandId: 'k-10',
      bodyHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      $correlationId: 'call-10',
      $causationId: 'k-10',
      actor: 'operator',
      schema: 1,
    });
  });
});

describe('Lines of commands', () => {
  let api: ApiServer;
  beforeAll(async () => {
    api = await ApiServer.start();
  }, 60_000);
  afterAll(() => api.stop());

  it('applies them in order, also the agreement before its tickets, and answers bad ones in their place', async () => {
    const answers = await api.lines([
      { command: 'DefineCalendar', ...OFFICE },
      { command: 'SignAgreement', ...AGREEMENT },
      '',
      { command: 'OpenTicket', ticketId: 'L-1', ...OPEN },
      'no json',
      { command: 'Dance' },
      { command: 'PauseTicket', ticketId: 'L-1' },
      { command: 'ResolveTicket', ticketId: 'L-1', at: '2026-01-05T12:00:00Z' },
      { command: 'ResolveTicket', ticketId: 'L-1', at: '2026-01-05T13:00:00Z' },
      { command: 'OpenTicket', ...OPEN, commandId: 'minted' },
      '{"command":"OpenTicket","__proto__":{"x":1}}',
      `{"command":"OpenTicket","ticketId":"${'x'.repeat(300_000)}"}`,
    ]);
    expect(answers.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(answers.map(({ ok, problem }) => (ok ? 'ok' : problem.status))).toEqual([
      'ok',
      'ok',
      'ok',
      400,
      400,
      400,
      'ok',
      409,
      'ok',
      400,
      413,
    ]);
    expect(answers[5]?.problem.errors).toEqual([{ path: 'reason', message: expect.any(String) }]);
    expect(answers[8]?.ticketId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answers[0]).toEqual({ line: 1, ok: true, position: expect.stringMatching(/^\d+$/) });
  });

  it('gives a line the same hash as the route, so either may repeat the other', async () => {
    await api.lines([{ command: 'OpenTicket', ticketId: 'L-2', ...OPEN, commandId: 'o' }]);
    await api.lines([
      { command: 'PauseTicket', ticketId: 'L-2', reason: 'r', at: '2026-01-05T12:00:00Z', commandId: 'p' },
    ]);
    const body = { reason: 'r', at: '2026-01-05T12:00:00Z' };
    const again = await api.post('/v1/tickets/L-2/pauses', body, { 'idempotency-key': 'p' });
    expect([again.status, again.body.revision]).toEqual([200, 1]);
    expect(await api.store.readStream('ticket-L-2')).toHaveLength(2);
  });

  it('answers each line while later ones have not been sent', async () => {
    let sendSecond: () => void = () => undefined;
    const second = new Promise<void>((resolve) => (sendSecond = resolve));
    async function* body() {
      yield Buffer.from(`${JSON.stringify({ command: 'OpenTicket', ticketId: 'L-3', ...OPEN })}\n`);
      await second;
      yield Buffer.from(
        `${JSON.stringify({ command: 'ResolveTicket', ticketId: 'L-3', at: '2026-01-05T12:00:00Z' })}\n`,
      );
    }
    const response = await fetch(`${api.url}/v1/commands`, {
      method: 'POST',
      headers: { authorization: 'Bearer a-key-for-tests-only', 'content-type': 'application/x-ndjson' },
      body: body() as never,
      duplex: 'half',
    });
    const reader = response.body!.getReader();
    const first = Buffer.from((await reader.read()).value).toString();
    expect(JSON.parse(first)).toMatchObject({ line: 1, ok: true });
    sendSecond();
    expect(JSON.parse(Buffer.from((await reader.read()).value).toString())).toMatchObject({ line: 2, ok: true });
    expect((await reader.read()).done).toBe(true);
  });

  it('takes thousands of lines, many tickets side by side, each ticket in order', async () => {
    const tickets = Array.from({ length: 400 }, (_, i) => `M-${i}`);
    const lines = [
      ...tickets.map((ticketId) => ({ command: 'OpenTicket', ticketId, ...OPEN })),
      ...tickets.map((ticketId) => ({ command: 'ResolveTicket', ticketId, at: '2026-01-05T12:00:00Z' })),
      ...tickets.map((ticketId) => ({ command: 'ReopenTicket', ticketId, at: '2026-01-05T13:00:00Z' })),
    ];
    const answers = await api.lines(lines);
    expect(answers.filter(({ ok }) => !ok)).toEqual([]);
    expect(answers.map(({ line }) => line)).toEqual(lines.map((_, i) => i + 1));
  }, 60_000);
});
