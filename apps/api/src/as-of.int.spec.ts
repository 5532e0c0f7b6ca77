import { positionOf, type RecordedEvent } from '#event-store';
import { instantOf, instantToIso, type Instant } from '#judge';
import type { Models } from '#projection';
import { DAWN, DAY, fact } from '../../../libs/projection/src/testing/history.js';
import type { InMemoryEventStore } from '../../../libs/projection/src/testing/in-memory-event-store.js';
import { items, LATE, moveHandTo, World } from '../../../libs/projection/src/testing/world.js';
import { RECORDED_EVERY, slowLog } from '../../../libs/read-models/src/as-of/testing/slow-log.js';
import { QueryServer, type Answer } from './testing/query-server.js';

const SPAN = `from=${new Date(DAWN + 3 * DAY + 5_000_000).toISOString()}&to=${new Date(DAWN + 11 * DAY).toISOString()}`;
const QUERIES = [
  '/v1/compliance?groupBy=agreement,metric,month&limit=1000',
  `/v1/compliance?groupBy=tier,category&${SPAN}`,
  '/v1/compliance?agreementId=acme&groupBy=day&limit=1000',
  '/v1/verdicts?limit=1000',
  '/v1/verdicts?customer=customer-of-zeta&decidedFrom=2026-03-01T00:00:00Z&limit=1000',
  '/v1/clocks?limit=1000',
  '/v1/breaches?retracted=true&limit=1000',
  '/v1/tiers/metrics?groupBy=metric',
  '/v1/tickets?limit=1000',
  '/v1/tickets?openedFrom=2026-03-05T00:00:00Z&limit=1000',
  '/v1/tickets/t0000',
  '/v1/tickets/t0001/history',
  '/v1/tickets/t0003?now=2026-03-20T00:00:00Z',
  '/v1/tickets/t0005',
  '/v1/agreements',
  '/v1/agreements/acme?effectiveAt=2026-03-08T00:00:00Z',
  '/v1/agreements/acme/versions',
  '/v1/agreements/zeta',
  '/v1/calendars',
  '/v1/calendars/office',
];

/** The next so many of a list, round and round. */
const turnOf = <T>(all: readonly T[], round: number, count: number): readonly T[] =>
  Array.from({ length: count }, (_, k) => all[(round * count + k) % all.length]!);

const withAsOf = (path: string, asOf: string): string => `${path}${path.includes('?') ? '&' : '?'}asOf=${asOf}`;
const said = ({ status, body, headers }: Answer) => ({ status, body, etag: headers.get('etag') });

describe('what was known', () => {
  let world: World;
  let log: InMemoryEventStore;
  /** Of the whole log, with the hand long after it: the past is asked of these. */
  let known: QueryServer;
  let models: Models;
  let url: string;
  const head = () => Promise.resolve(positionOf(log.log.at(-1)!.position));
  const ask = (path: string, init?: RequestInit) => known.ask(path, init);
  const whole = async (path: string, asOf: string) => (await ask(withAsOf(`${path}limit=1000`, asOf))).body;
  const eventAt = (share: number): RecordedEvent => log.log[Math.floor(log.log.length * share)]!;

  beforeAll(async () => {
    world = await World.open();
    log = await slowLog(20_260_302, 9);
    url = await world.database();
    models = await world.models(url, instantOf(DAWN));
    await models.apply(items(log.log));
    while (await models.restate());
    await moveHandTo(models, LATE);
    known = await QueryServer.start(url, () => LATE, head);
  }, 60_000);

  afterAll(async () => {
    await known?.stop();
    await world?.close();
  });

  it('is at every position, and between them, what models said that knew no more', async () => {
    const then = await world.database();
    let hand = instantOf(DAWN);
    const stepped = await world.models(then, hand);
    const server = await QueryServer.start(then, () => hand, head);
    const agree = async (paths: readonly string[], asOf: string): Promise<void> => {
      for (const path of paths) {
        const [past, live] = await Promise.all([ask(withAsOf(path, asOf)), server.ask(path)]);
        expect({ path, asOf, ...said(past) }).toEqual({ path, asOf, ...said(live) });
      }
    };
    const moveTo = async (instant: Instant): Promise<void> => {
      hand = instant;
      await moveHandTo(stepped, hand);
    };
    for (const [i, event] of log.log.entries()) {
      await stepped.apply(items([event]));
      while (await stepped.restate());
      await moveTo(instantOf(event.recordedAt));
      // All tables are compared at every position in libs/read-models/src/as-of: here each query has its turn.
      await agree(turnOf(QUERIES, i, 4), String(event.position));
      await moveTo(instantOf(event.recordedAt + RECORDED_EVERY / 3));
      await agree(turnOf(QUERIES, i, 1), instantToIso(hand));
    }
    await server.stop();
  }, 240_000);

  it('does not depend on what has been asked before, nor does the present', async () => {
    const live = said(await ask('/v1/clocks'));
    const { position } = eventAt(0.5);
    const first = said(await ask(withAsOf('/v1/clocks', String(position))));
    expect(said(await ask('/v1/clocks'))).toEqual(live);
    expect(said(await ask(withAsOf('/v1/clocks', String(position))))).toEqual(first);
  });

  it('between two positions is what the first of them knew, by its own position', async () => {
    const { position, recordedAt } = eventAt(0.6);
    const { body } = await ask(withAsOf('/v1/tickets', String(position + 1)));
    expect(body).toMatchObject({ position: String(position), hand: new Date(recordedAt).toISOString() });
    expect(body).toEqual((await ask(withAsOf('/v1/tickets', String(position)))).body);
  });

  it('was nothing before the first event', async () => {
    const early = new Date(DAWN).toISOString();
    for (const asOf of ['-1', '0', early]) {
      const hand = asOf === early ? early : '1970-01-01T00:00:00.000Z';
      const empty = { items: [], position: '-1', hand, restating: false, deadLetters: 0, next: null };
      expect((await ask(withAsOf('/v1/verdicts', asOf))).body).toEqual(empty);
      expect((await ask(withAsOf('/v1/compliance?groupBy=tier', asOf))).body).toEqual(empty);
      expect((await ask(withAsOf('/v1/tickets/t0000', asOf))).status).toBe(404);
      expect((await ask(withAsOf('/v1/agreements/acme', asOf))).status).toBe(404);
      expect((await ask(withAsOf('/v1/calendars/office', asOf))).status).toBe(404);
    }
  });

  it('is refused ahead of the models and of the clock, and by lists of the present', async () => {
    const refused = async (path: string) => {
      const { status, body } = await ask(path);
      return [status, body.errors[0]!.path];
    };
    const last = Number(await head());
    expect(await refused(`/v1/verdicts?asOf=${last + 1}`)).toEqual([422, 'asOf']);
    expect(await refused('/v1/verdicts?asOf=2099-01-01T00:00:00Z')).toEqual([422, 'asOf']);
    expect(await refused('/v1/projections?asOf=7')).toEqual([422, 'asOf']);
    expect(await refused('/v1/verdicts?asOf=yesterday')).toEqual([400, 'asOf']);
    expect(await refused('/v1/verdicts?asOf=1.5')).toEqual([400, 'asOf']);
  });

  it('comes in pages, and in streams', async () => {
    const asOf = String(eventAt(0.7).position);
    for (const path of ['/v1/verdicts?', '/v1/verdicts?decidedFrom=2026-01-01T00:00:00Z&', '/v1/tickets?']) {
      const { items: all } = await whole(path, asOf);
      const paged = [];
      for (let cursor = ''; ;) {
        const { body } = await ask(withAsOf(`${path}limit=2${cursor}`, asOf));
        paged.push(...body.items);
        if (body.next === null) break;
        cursor = `&cursor=${body.next}`;
      }
      expect(paged.length).toBeGreaterThan(4);
      expect(paged).toEqual(all);
      const stream = await ask(withAsOf(path.slice(0, -1), asOf), { headers: { accept: 'application/x-ndjson' } });
      const lines = stream.text.trimEnd().split('\n');
      expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(all);
    }
    const first = await ask(withAsOf('/v1/verdicts?limit=2', asOf));
    const other = await ask(withAsOf(`/v1/verdicts?limit=2&cursor=${first.body.next}`, String(eventAt(0.5).position)));
    expect([other.status, other.body.errors[0]!.path]).toEqual([400, 'cursor']);
  });

  it('is asked by more than are answered at once, and leaves nothing behind', async () => {
    const asked = log.log.slice(0, 6).map(({ position }) => ask(withAsOf('/v1/compliance', String(position))));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const db = await world.connect(url);
    const left = async () =>
      (
        await db.query<{ n: number }>(
          `SELECT (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in%')::int
            + (SELECT count(*) FROM pg_class WHERE relpersistence = 't')::int AS n`,
        )
      ).rows[0]!.n;
    const until = Date.now() + 30_000;
    while ((await left()) > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await left()).toBe(0);
  }, 60_000);

  it('of a first page of verdicts holds for all its pages, whatever comes meanwhile', async () => {
    const orders = ['/v1/verdicts?', '/v1/verdicts?decidedFrom=2026-01-01T00:00:00Z&'];
    const { position, hand } = models.checkpoint;
    const before = await Promise.all(orders.map(async (path) => (await ask(`${path}limit=1000`)).body));
    const firsts = await Promise.all(orders.map(async (path) => (await ask(`${path}limit=2`)).body));
    const last = before[0]!.items.at(-1)!.ticketId as string;
    await log.add(`ticket-${last}`, fact(last, 'TicketReopened', DAWN), fact(last, 'TicketCancelled', DAWN));
    await models.apply(items(log.log));
    await moveHandTo(models, instantOf(hand + DAY));
    const now = (await ask('/v1/verdicts?limit=1000')).body;
    expect(now.items).not.toEqual(before[0]!.items);
    for (const [i, path] of orders.entries()) {
      const paged = [...firsts[i]!.items];
      for (let { next } = firsts[i]!; next !== null;) {
        const { body } = await ask(`${path}limit=2&cursor=${next}`);
        expect(body).toMatchObject({ position: String(position), hand: instantToIso(hand) });
        paged.push(...body.items);
        next = body.next;
      }
      expect(paged).toEqual(before[i]!.items);
    }
  }, 60_000);
});
