import { createHash } from 'node:crypto';
import { positionOf } from '#event-store';
import { queryRows } from '#read-models';
import { event, fact, DAWN, HOUR, opened } from '../testing/history.js';
import { applyAll, LATE, logFrom, MIDWAY, moveHandTo, settled, World } from '../testing/world.js';
import { rebuild, RebuildUnderWayError } from './rebuild.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterEach(() => world.disconnect());
afterAll(() => world.close());

const now = () => LATE;

it.each([71, 72])(
  'gives the very tables that the live models have (seed %i)',
  async (seed) => {
    const store = await logFrom(seed, 80);
    await store.add('ticket-t0001', event('TicketEaten', { ticketId: 't0001' }));
    await store.add('ticket-t0001', fact('t0001', 'ResponseSent', DAWN));
    const url = await world.database();
    const models = await world.models(url);
    await applyAll(models, store, 50);
    await moveHandTo(models, LATE);
    const live = await settled(url);
    const stand = await rebuild({ eventStore: store, databaseUrl: url, now });
    expect(stand).toMatchObject({ position: live.position, hand: live.hand });
    expect(await settled(url)).toEqual(live);
  },
  60_000,
);

it('has every index that the migrations make, and can be written on', async () => {
  const store = await logFrom(73, 20);
  const url = await world.database();
  const db = await world.connect(url);
  const indexes = () =>
    queryRows<{ indexdef: string }>(
      db,
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'avenant' ORDER BY indexname`,
    );
  const before = await indexes();
  await rebuild({ eventStore: store, databaseUrl: url, toHand: MIDWAY, now });
  expect(await indexes()).toEqual(before);
  await store.add('ticket-new', opened('new', DAWN + HOUR));
  await applyAll(await world.models(url), store, 100);
  const other = await world.database();
  await applyAll(await world.models(other), store, 100);
  expect((await settled(url)).replay).toBe((await settled(other)).replay);
}, 60_000);

it('takes tickets one by one where PostgreSQL refuses something of one', async () => {
  const store = await logFrom(77, 40);
  // Longer than a row of an index may be, and nothing that is pressed together.
  const category = Array.from({ length: 130 }, (_, n) => createHash('md5').update(String(n)).digest('base64')).join('');
  await store.add('ticket-wordy', opened('wordy', DAWN + HOUR, { category }));
  const url = await world.database();
  const models = await world.models(url);
  await applyAll(models, store, 50);
  const live = await settled(url);
  const db = await world.connect(url);
  const letters = () => queryRows(db, 'SELECT stream, revision, waiting_to, reason FROM dead_letters');
  const reason = expect.stringContaining('cases_by_category') as string;
  expect(await letters()).toEqual([{ stream: 'ticket-wordy', revision: 0, waiting_to: 0, reason }]);
  await rebuild({ eventStore: store, databaseUrl: url, now });
  expect(await letters()).toEqual([{ stream: 'ticket-wordy', revision: 0, waiting_to: 0, reason }]);
  expect(await settled(url)).toEqual(live);
}, 60_000);

it('goes as far as the live models have come while it read the log', async () => {
  const store = await logFrom(74, 40);
  const url = await world.database();
  const models = await world.models(url);
  await applyAll(models, store, 50);
  await moveHandTo(models, LATE);
  const live = await settled(url);
  const earlier = Object.create(store) as typeof store;
  earlier.head = () => Promise.resolve(positionOf(store.log[50]?.position ?? 0));
  await rebuild({ eventStore: earlier, databaseUrl: url, now });
  expect(await settled(url)).toEqual(live);
}, 60_000);

it('that fails leaves the live models untouched; the next one begins anew', async () => {
  const store = await logFrom(75, 40);
  const url = await world.database();
  const models = await world.models(url);
  await applyAll(models, store, 50);
  const live = await settled(url);
  const torn = Object.create(store) as typeof store;
  torn.readAll = async function* () {
    yield store.log.slice(0, 20);
    await Promise.reject(new Error('the log went away'));
  };
  await expect(rebuild({ eventStore: torn, databaseUrl: url, now })).rejects.toThrow('the log went away');
  expect(await settled(url)).toEqual(live);
  const db = await world.connect(url);
  const said = await queryRows(db, 'SELECT state, error FROM projection_rebuilds');
  expect(said).toEqual([{ state: 'failed', error: 'the log went away' }]);
  await rebuild({ eventStore: store, databaseUrl: url, now });
  expect(await settled(url)).toEqual(live);
}, 60_000);

it('is done by one process at a time', async () => {
  const store = await logFrom(76, 20);
  const url = await world.database();
  const both = await Promise.allSettled([1, 2].map(() => rebuild({ eventStore: store, databaseUrl: url, now })));
  const refused = both.filter((one) => one.status === 'rejected');
  expect(refused.map(({ reason }) => (reason as Error).name)).toEqual([RebuildUnderWayError.name]);
}, 60_000);
