import { instantOf, type Instant } from '#judge';
import {
  digestsOf,
  loadCheckpoint,
  queryRows,
  requestPause,
  requestRebuild,
  requestResume,
  type Queryable,
} from '#read-models';
import { rebuild } from '../rebuild/rebuild.js';
import { DAWN, HOUR, opened } from '../testing/history.js';
import type { InMemoryEventStore } from '../testing/in-memory-event-store.js';
import { applyAll, LATE, logFrom, MIDWAY, moveHandTo, settled, World } from '../testing/world.js';
import { Projector } from './projector.js';
import type { ProjectorEvent, ProjectorSettings } from './settings.js';

let world: World;
const running: Projector[] = [];
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterEach(async () => {
  await Promise.all(running.splice(0).map((projector) => projector.stop()));
  await world.disconnect();
});
afterAll(() => world.close());

function projector(
  databaseUrl: string,
  eventStore: InMemoryEventStore,
  owner: string,
  others: Partial<ProjectorSettings> = {},
): { readonly projector: Projector; readonly told: ProjectorEvent['kind'][] } {
  const told: ProjectorEvent['kind'][] = [];
  const made = new Projector({
    ...{ eventStore, databaseUrl, owner, now: () => MIDWAY, tickMs: 20, leaseMs: 1_000 },
    onEvent: ({ kind }) => void told.push(kind),
    ...others,
  });
  running.push(made);
  return { projector: made, told };
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  for (let i = 0; i < 500; i += 1) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error('it did not happen within ten seconds');
}

const has = async (databaseUrl: string, store: InMemoryEventStore, hand: Instant = MIDWAY): Promise<boolean> => {
  const { position, hand: stands, restating } = await digestsOf(databaseUrl);
  return position === (await store.head()) && stands === hand && !restating;
};

it('follows the log and the clock to the tables that a writer makes in one go', async () => {
  const store = await logFrom(81, 40);
  const [url, other] = [await world.database(), await world.database()];
  let now: Instant = MIDWAY;
  await projector(url, store, 'p1', { now: () => now }).projector.start();
  await until(() => has(url, store));
  await store.add('ticket-new', opened('new', DAWN + HOUR));
  await until(() => has(url, store));
  now = LATE;
  await until(() => has(url, store, LATE));
  const models = await world.models(other);
  await applyAll(models, store, 100);
  await moveHandTo(models, LATE);
  expect((await settled(url)).replay).toBe((await settled(other)).replay);
}, 60_000);

it('stands by while another is hot, and takes over when that one has gone', async () => {
  const store = await logFrom(82, 20);
  const url = await world.database();
  const first = projector(url, store, 'p1');
  const second = projector(url, store, 'p2');
  await first.projector.start();
  await second.projector.start();
  expect([first.told[0], second.told[0]]).toEqual(['hot', 'standby']);
  await until(() => has(url, store));
  await first.projector.stop();
  await store.add('ticket-new', opened('new', DAWN + HOUR));
  await until(() => has(url, store));
  expect(second.told).toContain('hot');
}, 60_000);

it('survives its connections being cut', async () => {
  const store = await logFrom(83, 30);
  const url = await world.database();
  const { projector: one, told } = projector(url, store, 'p1');
  await one.start();
  const db = await world.connect(url);
  for (let i = 0; i < 5; i += 1) {
    await queryRows(
      db,
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'avenant%'`,
    );
    await store.add(`ticket-n${i}`, opened(`n${i}`, DAWN + HOUR));
    await new Promise((done) => setTimeout(done, 50));
  }
  await until(() => has(url, store));
  expect(told).toContain('trouble');
}, 60_000);

it('pauses, also over a restart, and goes on when told to', async () => {
  const store = await logFrom(84, 5);
  const url = await world.database();
  const db = await world.connect(url);
  const first = projector(url, store, 'p1').projector;
  await first.start();
  await until(() => has(url, store));
  await requestPause(db, 'read-models');
  const state = async () => (await queryRows<{ state: string }>(db, 'SELECT state FROM projection_status'))[0]?.state;
  await until(async () => (await state()) === 'paused');
  await first.stop();
  await projector(url, store, 'p2').projector.start();
  await store.add('ticket-new', opened('new', DAWN + HOUR));
  await new Promise((done) => setTimeout(done, 300));
  expect((await loadCheckpoint(db))?.position).toBeLessThan(await store.head());
  await requestResume(db, 'read-models');
  await until(() => has(url, store));
}, 60_000);

it('is told of a rebuild, which fences it, and goes on with the new tables', async () => {
  const store = await logFrom(85, 40);
  const url = await world.database();
  const db = await world.connect(url);
  let rebuilds = 0;
  const made = { databaseUrl: url, eventStore: store, now: () => instantOf(MIDWAY) };
  const { projector: one, told } = projector(url, store, 'p1', {
    rebuild: async () => {
      rebuilds += 1;
      await rebuild(made);
    },
  });
  await one.start();
  await until(() => has(url, store));
  await queryRows(db, `UPDATE cases SET tier = 'wrong'`);
  await requestRebuild(db, 'read-models');
  const open = () => queryRows(db, 'SELECT 1 FROM projection_requests WHERE done_at IS NULL OR error IS NOT NULL');
  await until(async () => (await open()).length === 0);
  expect(await queryRows(db, `SELECT 1 FROM cases WHERE tier = 'wrong'`)).toEqual([]);
  await store.add('ticket-new', opened('new', DAWN + HOUR));
  await until(() => has(url, store));
  await until(async () => (await requestsDone(db)) && told.filter((kind) => kind === 'hot').length >= 2);
  await new Promise((done) => setTimeout(done, 300));
  expect(rebuilds).toBe(1);
}, 60_000);

it('notes why a rebuild failed, and tries none again by itself', async () => {
  const store = await logFrom(86, 5);
  const url = await world.database();
  const db = await world.connect(url);
  await projector(url, store, 'p1', { rebuild: () => Promise.reject(new Error('no room')) }).projector.start();
  await requestRebuild(db, 'read-models');
  await until(() => requestsDone(db));
  expect(await queryRows(db, 'SELECT kind, error FROM projection_requests')).toEqual([
    { kind: 'rebuild', error: 'no room' },
  ]);
}, 60_000);

const requestsDone = async (db: Queryable): Promise<boolean> =>
  (await queryRows(db, 'SELECT 1 FROM projection_requests WHERE done_at IS NULL')).length === 0;
