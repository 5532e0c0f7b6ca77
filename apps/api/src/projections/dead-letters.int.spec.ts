import { digestsOf } from '#read-models';
import { ProjectionServer, type Json } from './testing/projection-server.js';

let server: ProjectionServer;
const LETTERS = '/v1/projections/read-models/dead-letters';
const AT = '2026-03-02T10:00:00.000Z';

beforeAll(async () => {
  server = await ProjectionServer.start();
  const terms = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: '24x7' }] } };
  const agreement = { agreementId: 'acme', customer: 'acme', name: 'Acme', kind: 'customer' };
  await server.told('/v1/agreements', { ...agreement, effectiveFrom: '2026-01-01T00:00:00Z', terms });
}, 120_000);
afterAll(() => server.stop(), 60_000);

/** A ticket with an event that cannot be applied, and another behind it. @returns the id of the first */
async function stuck(ticketId: string): Promise<string> {
  const ticket = { ticketId, agreementId: 'acme', tier: 'gold', priority: 'high' };
  await server.told('/v1/tickets', { ...ticket, at: AT });
  const id = await server.smuggleInto(ticketId, AT);
  const position = await server.told(`/v1/tickets/${ticketId}/resolution`, { at: '2026-03-02T11:00:00Z' });
  await server.get(`/v1/projections?after=${position}`);
  return id;
}

const letterIds = async (after?: string): Promise<unknown[]> => {
  const { body } = await server.get(after === undefined ? LETTERS : `${LETTERS}?after=${after}`);
  return (body['items'] as readonly Json[]).map(({ id }) => id);
};
const stateOf = async (ticketId: string): Promise<unknown> =>
  ((await server.get(`/v1/tickets/${ticketId}`)).body['clocks'] as readonly Json[])[0]?.['state'];

describe('dead letters over HTTP', () => {
  it('an event that is given up is recorded, and the rest of its ticket is applied', async () => {
    const id = await stuck('t1');
    expect((await server.get(LETTERS)).body).toMatchObject({
      deadLetters: 1,
      items: [{ id, kind: 'event', stream: 'ticket-t1', revision: 1, type: 'TicketPaused', waitingTo: 2 }],
    });
    const key = { 'idempotency-key': 'once' };
    const answer = await server.post(`${LETTERS}/${id}/discard`, { reason: 'sent-twice' }, key);
    expect(answer).toMatchObject({
      status: 200,
      body: { stream: 'dead-letter-read-models', revision: 0, events: [{ type: 'DeadLetterDiscarded' }] },
    });
    const position = answer.body['position'] as string;
    expect(await letterIds(position)).toEqual([]);
    expect(await stateOf('t1')).toBe('met');
    const [recorded] = await server.store.readStream('dead-letter-read-models');
    expect(recorded?.data).toEqual({
      ...{ projection: 'read-models', eventId: id, stream: 'ticket-t1', revision: 1, reason: 'sent-twice' },
    });
    expect((await server.post(`${LETTERS}/${id}/discard`, { reason: 'sent-twice' }, key)).body).toEqual(answer.body);
    expect((await server.post(`${LETTERS}/${id}/discard`, { reason: 'other' }, key)).status).toBe(422);
    expect((await server.post(`${LETTERS}/${id}/discard`, {})).body).toMatchObject({ events: [], position });
  }, 60_000);

  it('leaves a ticket whose revision is that of its stream, and that takes commands', async () => {
    const id = await stuck('t2');
    const { body } = await server.post(`${LETTERS}/${id}/discard`, {});
    const { headers } = await server.get(`/v1/tickets/t2?after=${body['position'] as string}`);
    const reopened = await server.post(
      '/v1/tickets/t2/reopening',
      { at: '2026-03-02T12:00:00Z' },
      {
        'if-match': headers.get('etag') ?? '',
      },
    );
    expect(reopened.status).toBe(200);
  }, 60_000);

  it('is tried again when asked, and stays where it still cannot be applied', async () => {
    const id = await stuck('t3');
    const answer = await server.post(`${LETTERS}/${id}/retry`);
    expect(answer).toMatchObject({ status: 202, body: { name: 'read-models', requested: 'retry' } });
    expect(answer.headers.get('location')).toBe(LETTERS);
    await new Promise((done) => setTimeout(done, 500));
    expect(await letterIds()).toEqual([id]);
    const { body } = await server.post(`${LETTERS}/${id}/discard`, {});
    expect(await letterIds(body['position'] as string)).toEqual([]);
  }, 60_000);

  it('of a case that cannot be judged can be neither given up nor tried again: 409 with why', async () => {
    const definition = { timeZone: 'UTC', weekly: [], holidays: [], exceptions: [] };
    await server.smuggle('calendar-shut', 'CalendarDefined', { calendarId: 'shut', effectiveFrom: null, definition });
    const terms = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: 'shut' }] } };
    const agreement = { agreementId: 'shut', customer: 'acme', name: 'Shut', kind: 'customer' };
    await server.told('/v1/agreements', { ...agreement, effectiveFrom: '2026-01-01T00:00:00Z', terms });
    const ticket = { ticketId: 't4', agreementId: 'shut', tier: 'gold', priority: 'high', at: AT };
    expect(await letterIds(await server.told('/v1/tickets', ticket))).toEqual(['ticket-t4']);
    for (const verb of ['retry', 'discard']) {
      const { status, body } = await server.post(`${LETTERS}/ticket-t4/${verb}`, {});
      expect([status, body['detail']]).toEqual([
        409,
        expect.stringMatching(/ticket-t4 is a case .*has no open time.* judged again/),
      ]);
    }
  }, 60_000);

  it('that is not there, or of no projection, is 404; fields and ids out of form are 400', async () => {
    for (const verb of ['retry', 'discard']) {
      expect((await server.post(`${LETTERS}/no-such-letter/${verb}`, {})).status).toBe(404);
      expect((await server.post(`/v1/projections/other/dead-letters/x/${verb}`, {})).status).toBe(404);
      expect((await server.post(`${LETTERS}/-x/${verb}`, {})).status).toBe(400);
      expect((await server.post(`${LETTERS}/x/${verb}`, { soon: true })).status).toBe(400);
    }
  });

  it('and a rebuild gives the very tables', async () => {
    const live = await digestsOf(server.databaseUrl);
    expect((await server.post('/v1/projections/read-models/rebuild')).status).toBe(202);
    for (let seen = false; ;) {
      const { rebuild } = await server.projection();
      if (seen && rebuild === null) break;
      seen ||= rebuild !== null;
      await new Promise((done) => setTimeout(done, 20));
    }
    expect((await digestsOf(server.databaseUrl)).content).toBe(live.content);
    expect(await letterIds()).toEqual(['ticket-t4']);
  }, 60_000);
});

it('a projection that was told to pause says so, also in the metrics, and goes on when told to', async () => {
  const until = async (wished: string) => {
    for (let i = 0; i < 200; i += 1) {
      if ((await server.projection())['state'] === wished) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    throw new Error(`it was not ${wished} within ten seconds`);
  };
  await until('live');
  await server.post('/v1/projections/read-models/pause');
  await until('paused');
  await server.told('/v1/tickets', { ticketId: 't9', agreementId: 'acme', tier: 'gold', priority: 'high' });
  await new Promise((done) => setTimeout(done, 2_500));
  const paused = await server.projection();
  expect(paused).toMatchObject({ state: 'paused', lag: { events: 1 } });
  expect((paused['lag'] as Json)['ms']).toBeGreaterThan(1_000);
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('avenant_projection_paused{projection="read-models"} 1');
  expect(metrics).toContain('avenant_projection_lag_events{projection="read-models"} 1');
  expect(metrics).toMatch(/avenant_projection_lag_seconds\{projection="read-models"\} [1-9]/);
  await server.post('/v1/projections/read-models/resume');
  await until('live');
  expect(await server.projection()).toMatchObject({ lag: { events: 0, ms: 0 } });
}, 60_000);
