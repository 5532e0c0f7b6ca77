import { positionOf } from '#event-store';
import { instantOf } from '#judge';
import { rebuild, type Models } from '#projection';
import { digestsOf } from '#read-models';
import { InMemoryEventStore } from '../../libs/projection/src/testing/in-memory-event-store.js';
import { items, moveHandTo, World } from '../../libs/projection/src/testing/world.js';
import { Random } from '../faults/plan/random.js';
import { differencesOf } from './checks/differ.js';
import { readTables, type Table } from './checks/tables.js';
import { type Plan, planOf } from './plan/plan.js';

let world: World;
beforeAll(async () => {
  world = await World.open();
}, 60_000);
afterEach(() => world.disconnect());
afterAll(() => world.close());

/** The history of a plan as its log, each event recorded at its moment. */
async function logOf({ moments }: Plan): Promise<InMemoryEventStore> {
  let now = 0;
  const store = new InMemoryEventStore(() => now);
  for (const { at, appends } of moments) {
    now = at;
    for (const { stream, events } of appends) await store.add(stream, ...events);
  }
  return store;
}

interface Outcome {
  readonly digest: string;
  readonly tables: readonly Table[];
}

async function outcomeOf(databaseUrl: string): Promise<Outcome> {
  const { replay } = await digestsOf(databaseUrl);
  return { digest: replay, tables: await readTables(databaseUrl) };
}

function expectAlike(live: Outcome, rebuilt: Outcome): void {
  expect(differencesOf(live.tables, rebuilt.tables)).toEqual([]);
  expect(live.digest).toBe(rebuilt.digest);
}

describe.each([1, 9, 31])('the history of seed %i', (seed) => {
  const plan = planOf(seed);
  const hand = instantOf(plan.finalHand);
  let store: InMemoryEventStore;
  let expected: Outcome;

  const models = (databaseUrl: string): Promise<Models> =>
    world.models(databaseUrl, instantOf(plan.moments[0]?.at ?? 0), {
      read: (stream, from) => store.readStream(stream, from),
      pageSize: plan.pageSize,
    });
  const settle = async (moved: Models, databaseUrl: string): Promise<Outcome> => {
    while (await moved.restate());
    await moveHandTo(moved, hand);
    return outcomeOf(databaseUrl);
  };

  beforeAll(async () => {
    store = await logOf(plan);
    const url = await world.database();
    await rebuild({ eventStore: store, databaseUrl: url, toHand: hand, now: () => hand });
    expected = await outcomeOf(url);
  }, 60_000);

  it.each([1, 7, 500, 10_000])(
    'gives the tables of a rebuild in batches of %i, whatever suffix comes again, the hand behind',
    async (size) => {
      const random = new Random(seed * 10_007 + size);
      const url = await world.database();
      const moved = await models(url);
      for (let next = 0; next < store.log.length; next += size) {
        const again = random.chance(0.3) ? random.between(0, next) : next;
        await moved.apply(items(store.log.slice(again, next + size)));
      }
      await moved.apply(items(store.log.slice(random.between(0, store.log.length - 1))));
      expectAlike(await settle(moved, url), expected);
    },
    60_000,
  );

  it('gives them with live traffic during restatements and the hand on its way, and by a rebuild afterwards', async () => {
    const random = new Random(seed);
    const url = await world.database();
    const moved = await models(url);
    for (let next = 0; next < store.log.length; next += 5) {
      await moved.apply(items(store.log.slice(next, next + 5)));
      if (random.chance(0.6)) await moved.restate();
      if (random.chance(0.5)) await moved.moveHand(instantOf(store.log[next]?.recordedAt ?? 0));
    }
    expectAlike(await settle(moved, url), expected);
    await rebuild({ eventStore: store, databaseUrl: url, now: () => hand });
    expectAlike(await outcomeOf(url), expected);
  }, 60_000);

  it('gives them with a rebuild while cases wait to be judged again, and live traffic after it', async () => {
    const url = await world.database();
    const half = Math.floor(store.log.length / 2);
    const earlier = Object.create(store) as InMemoryEventStore;
    earlier.head = () => Promise.resolve(positionOf(store.log[half - 1]?.position ?? -1));
    await (await models(url)).apply(items(store.log.slice(0, half)));
    await rebuild({ eventStore: earlier, databaseUrl: url, now: () => hand });
    const moved = await models(url);
    for (let next = half; next < store.log.length; next += 3) {
      await moved.apply(items(store.log.slice(next, next + 3)));
      await moved.restate();
    }
    expectAlike(await settle(moved, url), expected);
  }, 60_000);
});
