import { request, type ClientRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { breached, retracted, warned } from '../../../../libs/read-models/src/notices/testing/noticed.js';
import { KEY, type QueryServer } from '../testing/query-server.js';
import { EventClient } from './testing/event-client.js';
import { NoticeWorld } from './testing/notice-world.js';

describe('notices', () => {
  let world: NoticeWorld;
  let server: QueryServer;
  const opened: EventClient[] = [];
  const others: QueryServer[] = [];
  const ask = (path: string, init?: Parameters<QueryServer['ask']>[1]) => server.ask(path, init);
  const serve = async (more?: Parameters<NoticeWorld['serve']>[0]) => {
    const other = await world.serve(more);
    others.push(other);
    return other;
  };
  const stream = async (query = '', headers: Readonly<Record<string, string>> = {}, from = server) => {
    const client = await EventClient.open(`${from.url}/v1/notices/stream${query}`, headers);
    opened.push(client);
    return client;
  };
  const seen = () => ask(`/v1/notices?after=${world.position}&limit=1`);

  beforeAll(async () => {
    world = await NoticeWorld.open();
    server = await world.serve({ beatMs: 250, mostStreams: 5 });
    const late = breached();
    await world.announce(warned());
    await world.announce(late);
    await world.announce(
      breached({ ticketId: 'T2', customer: 'bolt', agreementId: 'B1', tier: 'silver', agent: 'u7' }),
    );
    await world.announce(retracted(late));
    await seen();
  }, 60_000);

  afterEach(async () => {
    opened.splice(0).forEach((client) => client.drop());
    await Promise.all(others.splice(0).map((other) => other.stop()));
  });

  afterAll(async () => {
    await server?.stop();
    await world?.close();
  });

  it('are listed in the order of the log', async () => {
    const { status, body } = await ask('/v1/notices');
    expect([status, body.next, body.position]).toEqual([200, null, String(world.position)]);
    expect(body.items.map(({ type, ticketId }) => [type, ticketId])).toEqual([
      ['ClockWarned', 'T1'],
      ['BreachNoticed', 'T1'],
      ['BreachNoticed', 'T2'],
      ['BreachRetracted', 'T1'],
    ]);
    expect(body.items[3]).toEqual({
      ...{ id: retracted(breached()).data.noticeId, type: 'BreachRetracted', ticketId: 'T1', agreementId: 'A1' },
      ...{ customer: 'acme', metric: 'resolution', cycle: 1, at: '2026-03-02T14:00:00.000Z' },
      ...{ dueAt: '2026-03-02T14:00:00.000Z', tier: 'gold', priority: 'high', category: 'mail', team: 'desk' },
      ...{ agent: null, termsVersion: 1, retracts: breached().data.noticeId, state: 'met' },
      because: {
        ...{ position: '4711', recordedAt: '2026-03-02T15:00:00.000Z', stream: 'ticket-T1', type: 'resolved' },
        eventId: 'e358eaf0-cefb-5c07-857d-8f0ce39f36aa',
      },
      ...{ position: String(world.position), recordedAt: expect.stringMatching(/^\d{4}-.*Z$/) as unknown },
    });
  });

  it('are filtered, paged and streamed as other lists are', async () => {
    const tickets = async (query: string) =>
      (await ask(`/v1/notices?${query}`)).body.items.map(({ type, ticketId }) => `${String(type)} ${String(ticketId)}`);
    expect(await tickets('customer=bolt')).toEqual(['BreachNoticed T2']);
    expect(await tickets('agreementId=A1&type=BreachNoticed')).toEqual(['BreachNoticed T1']);
    expect(await tickets('tier=silver&priority=high&category=mail&team=desk&agent=u7&metric=resolution')).toEqual([
      'BreachNoticed T2',
    ]);
    expect(await tickets('ticketId=T1&from=2026-03-02T13:30:00Z')).toEqual(['BreachNoticed T1', 'BreachRetracted T1']);
    expect(await tickets('to=2026-03-02T14:00:00Z')).toEqual(['ClockWarned T1']);
    const first = await ask('/v1/notices?limit=3');
    const second = await ask(`/v1/notices?limit=3&cursor=${first.body.next}`);
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([3, 1, null]);
    const csv = (await ask('/v1/notices?customer=bolt', { headers: { accept: 'text/csv' } })).text.split('\r\n');
    expect(csv[0]).toMatch(/^id,type,ticketId,agreementId,customer,metric,cycle,at,dueAt,/);
    expect(csv[1]).toMatch(/,BreachNoticed,T2,B1,bolt,resolution,1,2026-03-02T14:00:00.000Z,/);
    const lines = (await ask('/v1/notices', { headers: { accept: 'application/x-ndjson' } })).text
      .trimEnd()
      .split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual((await ask('/v1/notices')).body.items);
  });

  it('are listed as of the past', async () => {
    const all = (await ask('/v1/notices')).body.items;
    const asOf = async (point: unknown) => (await ask(`/v1/notices?asOf=${String(point)}`)).body;
    const second = await asOf(all[1]!.position);
    expect([second.items, second.position]).toEqual([all.slice(0, 2), all[1]!.position]);
    expect((await asOf(Number(all[1]!.position) - 1)).items).toEqual(all.slice(0, 1));
    const by = all[2]!.recordedAt as string;
    expect((await asOf(by)).items).toEqual(all.filter(({ recordedAt }) => (recordedAt as string) <= by));
    expect((await asOf('2020-01-01T00:00:00Z')).items).toEqual([]);
  });

  it('refuse what they do not know by name', async () => {
    const refused = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
      const { status, body } = await ask(path, { headers });
      return [status, body.errors[0]?.path];
    };
    expect(await refused('/v1/notices?type=Nothing')).toEqual([400, 'type']);
    expect(await refused('/v1/notices?colour=red')).toEqual([400, 'colour']);
    expect(await refused('/v1/notices?from=2026-03-03T00:00:00Z&to=2026-03-02T00:00:00Z')).toEqual([400, 'to']);
    expect(await refused('/v1/notices?now=2026-03-03T00:00:00Z')).toEqual([422, 'now']);
    expect(await refused('/v1/notices/stream?limit=3')).toEqual([400, 'limit']);
    expect(await refused('/v1/notices/stream?lastEventId=x')).toEqual([400, 'lastEventId']);
    expect(await refused('/v1/notices/stream', { 'last-event-id': '1.5' })).toEqual([400, 'Last-Event-ID']);
    expect((await ask('/v1/notices/stream', { key: null })).status).toBe(401);
  });

  it('are sent to every client as they come, the same item as the list has', async () => {
    const [one, two] = [await stream(), await stream('?customer=bolt')];
    expect(one.response.headers['content-type']).toBe('text/event-stream');
    expect(one.response.headers['cache-control']).toBe('no-store');
    expect(await one.hello()).toBe(String(world.position));
    await world.announce(warned({ ticketId: 'T3' }));
    await world.announce(warned({ ticketId: 'T4', customer: 'bolt' }));
    const [first, second] = await one.take(2);
    expect([first!.event, first!.data.ticketId, second!.data.ticketId]).toEqual(['ClockWarned', 'T3', 'T4']);
    expect((await two.take(1))[0]).toEqual(second);
    expect(second!.id).toBe(second!.data.position);
    expect((await ask('/v1/notices?ticketId=T4')).body.items).toEqual([second!.data]);
  });

  it('are resumed after a dropped connection, each once', async () => {
    const before = await stream();
    const start = await before.hello();
    before.drop();
    const tickets = Array.from({ length: 120 }, (_, i) => `R${i}`);
    for (const ticketId of tickets.slice(0, 70)) await world.announce(breached({ ticketId }));
    const again = await stream('', { 'last-event-id': start });
    const taken = [...(await again.take(30))];
    again.drop();
    const rest = stream('?lastEventId=0', { 'last-event-id': again.lastId });
    for (const ticketId of tickets.slice(70)) await world.announce(breached({ ticketId }));
    taken.push(...(await (await rest).take(90)));
    expect(taken.map(({ data }) => data.ticketId)).toEqual(tickets);
    const whole = await (await stream('?lastEventId=-1&type=BreachNoticed')).take(122);
    expect(whole.slice(2)).toEqual(taken);
  });

  it('are what the clocks of tickets come to, and what facts make of it', async () => {
    const client = await stream('?ticketId=L1');
    const openedAt = Date.now();
    const iso = (at: number) => new Date(at).toISOString();
    const L = { agreementId: 'L', customer: 'acme' };
    const terms = { timeZone: 'UTC', tiers: { gold: [{ metric: 'resolution', within: 'PT1S', goal: 0.9 }] } };
    const signed = { ...L, name: 'Support', kind: 'customer', effectiveFrom: '2026-01-01T00:00:00.000Z', terms };
    const kind = { tier: 'gold', priority: 'high', category: null, paused: null };
    await world.append('agreement-L', 'none', 'AgreementSigned', signed);
    await world.append('ticket-L1', 'none', 'TicketOpened', { ticketId: 'L1', at: iso(openedAt), ...L, ...kind });
    const [warning, breach] = await client.take(2);
    expect([warning!.event, breach!.event]).toEqual(['ClockWarned', 'BreachNoticed']);
    expect(breach!.data).toMatchObject({ at: iso(openedAt + 1_000), agreementId: 'L', termsVersion: 1, because: null });
    await world.append('ticket-L1', 0, 'TicketResolved', { ticketId: 'L1', at: iso(openedAt + 500) });
    const [retraction] = await client.take(1);
    expect(retraction).toMatchObject({
      event: 'BreachRetracted',
      data: { retracts: breach!.data.id, state: 'met', because: { stream: 'ticket-L1', type: 'resolved' } },
    });
    const [noticed] = (await ask('/v1/notices?ticketId=L1&type=BreachRetracted')).body.items;
    expect(noticed).toEqual(retraction!.data);
    const [undone] = (await ask('/v1/breaches?retracted=true&agreementId=L')).body.items;
    expect(undone).toMatchObject({ ticketId: 'L1', retracted: { because: noticed!.because } });
  });

  it('that are announced again are sent once', async () => {
    const client = await stream();
    const notice = breached({ ticketId: 'T9' });
    await world.announce(notice);
    await world.announce(notice);
    await world.announce(breached({ ticketId: 'T10' }));
    expect((await client.take(2)).map(({ data }) => data.ticketId)).toEqual(['T9', 'T10']);
  });

  it('leave a sign of life, and no more streams open than are allowed', async () => {
    const client = await stream();
    await client.beat(3);
    for (let count = 1; count < 5; count += 1) await stream();
    const beyond = await ask('/v1/notices/stream');
    expect([beyond.status, beyond.headers.get('retry-after')]).toEqual([503, '30']);
    client.drop();
    await sleep(50);
    await stream();
    expect(await look(server)).toBe(503);
    opened.splice(0).forEach((one) => one.drop());
    await sleep(50);
    for (let count = 0; count < 7; count += 1) expect(await look(server)).toBe(200);
  });

  it('wait for a position that the models do not have yet', async () => {
    const ahead = await ask(`/v1/notices/stream?lastEventId=${world.position + 1_000_000}`);
    expect([ahead.status, ahead.headers.get('retry-after')]).toEqual([503, '1']);
  }, 15_000);

  it('go on when the connection that listens for all is lost', async () => {
    const client = await stream('?customer=acme');
    await client.hello();
    await world.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN avenant_checkpoint%'`);
    for (const ticketId of ['T20', 'T21']) await world.announce(warned({ ticketId }));
    expect((await client.take(2)).map(({ data }) => data.ticketId)).toEqual(['T20', 'T21']);
  });

  it('give up a client that does not read, and keep the others', async () => {
    const two = await serve({ beatMs: 250, mostStreams: 2 });
    // Ten megabytes: more than the sockets between take up.
    await world.query(`INSERT INTO notices SELECT 'x' || i, 'ClockWarned', 'X', 'A1', 'acme', 'resolution', 1, now(), NULL,
      'gold', 'high', NULL, NULL, NULL, repeat('v', 10000), NULL, NULL, NULL, 0, i, now() FROM generate_series(1, 1000) AS i`);
    expect(world.position).toBeGreaterThan(1_000);
    const stuck = await stuckClient(`${two.url}/v1/notices/stream?lastEventId=0`);
    const reading = await stream('', {}, two);
    const taken = reading.take(1);
    while ((await look(two)) !== 200) await sleep(50);
    await world.announce(warned({ ticketId: 'after' }));
    expect((await taken)[0]!.data.ticketId).toBe('after');
    const behind = await (await stream('?lastEventId=0&ticketId=X', {}, two)).take(1_000);
    expect(behind.map(({ id }) => Number(id))).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
    stuck.destroy();
    await world.query(`DELETE FROM notices WHERE ticket_id = 'X'`);
  });

  it('end cleanly with the server', async () => {
    const client = await stream('', {}, await serve());
    await client.hello();
    const ended = client.end();
    const began = Date.now();
    await others.pop()!.stop();
    expect(await ended).toBe(true);
    expect(Date.now() - began).toBeLessThan(3_000);
  });

  it('are in the OpenAPI document', () => {
    const { paths } = server.document;
    const names = (path: string) => (paths[path]!.get!.parameters as { name: string }[]).map(({ name }) => name).sort();
    const filters = ['agent', 'agreementId', 'category', 'customer', 'from', 'metric', 'priority', 'team', 'ticketId'];
    const own = [...filters, 'tier', 'to', 'type'];
    expect(names('/v1/notices')).toEqual([...own, 'after', 'asOf', 'cursor', 'limit', 'now'].sort());
    expect(names('/v1/notices/stream')).toEqual([...own, 'Last-Event-ID', 'lastEventId'].sort());
  });
});

/** Whether there is a place for one more stream: 200 or 503. */
const look = async ({ url }: QueryServer): Promise<number> => {
  const headers = { authorization: `Bearer ${KEY}` };
  return (await fetch(`${url}/v1/notices/stream`, { method: 'HEAD', headers })).status;
};

/** A client that takes the beginning of an answer and nothing more. */
const stuckClient = (url: string): Promise<ClientRequest> =>
  new Promise((resolve, reject) => {
    const stuck = request(url, { headers: { authorization: `Bearer ${KEY}` }, agent: false });
    stuck.once('response', (response) => {
      response.pause().on('error', () => undefined);
      resolve(stuck);
    });
    stuck.once('error', reject).end();
  });
