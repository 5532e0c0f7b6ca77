import {
  END,
  eventTypeFilter,
  excludeSystemEvents,
  streamNameFilter,
  type Filter,
  type Position,
  type ReadPosition,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import type { Watched } from '../watched.js';
import type { World } from '../world.js';

const FAR = 10_000_000_000n;
const UINT64_MAX = 18_446_744_073_709_551_615n;

const at = (commit: bigint, prepare = commit): Position => ({ commit, prepare });

/** Position of an event that was just written: where the scenario's own part of `$all` begins. */
export async function marker(world: World): Promise<Position> {
  const { position } = await world.client.appendToStream(world.stream('marker'), world.event('marker'));
  if (!position) throw new Error('the marker has no position');
  return position;
}

const put = (world: World, stream: string, type: string): Promise<unknown> =>
  world.client.appendToStream(stream, world.event(type));

const named = (...prefixes: string[]): Filter => streamNameFilter({ prefixes });

const subscribe = (world: World, filter: Filter | undefined, fromPosition?: ReadPosition): Watched =>
  world.watch(world.client.subscribeToAll({ ...(fromPosition && { fromPosition }), ...(filter && { filter }) }));

/** Notes what a subscription says until it has caught up. */
async function noteCatchUp(world: World, key: string, watched: Watched): Promise<void> {
  await watched.live();
  await watched.stop();
  world.note(key, watched.log);
}

/** Subscriptions to `$all`: filters, places, links, order. */
export const subscribeToAllScenarios: Scenario[] = scenarios('subscribe.all.', {
  'prefix-filter': async (world) => {
    const from = await marker(world);
    const [a, b] = [world.stream('a'), world.stream('b')];
    for (let i = 0; i < 3; i++) {
      await put(world, a, `a${i}`);
      await put(world, b, `b${i}`);
    }
    const watched = subscribe(world, named(a), from);
    await watched.live();
    await put(world, b, 'b live');
    await put(world, a, 'a live');
    await watched.events(4);
    world.note('subscription id is set', typeof (watched.subscription as { id?: unknown }).id === 'string');
    await watched.stop();
    world.note('log', watched.log);
    await noteCatchUp(world, 'two prefixes', subscribe(world, named(a, b), from));
    await noteCatchUp(world, 'from the start of the database (default)', subscribe(world, named(a)));
    const fromEnd = subscribe(world, named(a), END);
    await fromEnd.live();
    await put(world, a, 'new');
    await fromEnd.events(1);
    await fromEnd.stop();
    world.note('from end', fromEnd.log);
    await noteCatchUp(world, 'a prefix that only occurs in the middle', subscribe(world, named(a.slice(1)), from));
  },
  'regex-filter': async (world) => {
    const from = await marker(world);
    const [a, b] = [world.stream('a'), world.stream('b')];
    for (let i = 0; i < 3; i++) {
      await put(world, a, `Type-${i}`);
      await put(world, b, `other-${i}`);
    }
    const filters: Readonly<Record<string, Filter>> = {
      'stream name ^...-a-': streamNameFilter({ regex: `^${a}$` }),
      'stream name, part in the middle': streamNameFilter({ regex: a.slice(3, -3) }),
      'type ^Type-[01]$': eventTypeFilter({ regex: '^Type-[01]$' }),
      'type regex is case sensitive: ^type-': eventTypeFilter({ regex: '^type-' }),
      'type (?i)^type-': eventTypeFilter({ regex: '(?i)^type-' }),
      'type alternation': eventTypeFilter({ regex: '^Type-0|^other-2' }),
      'type lookahead': eventTypeFilter({ regex: '^(?!Type|\\$|marker).*' }),
      'type \\d class': eventTypeFilter({ regex: '^other-\\d$' }),
      'type prefixes': eventTypeFilter({ prefixes: ['Type-1', 'other-0'] }),
      'invalid regex': eventTypeFilter({ regex: '(' }),
      'empty prefix list': eventTypeFilter({ prefixes: [] }),
      'empty regex': eventTypeFilter({ regex: '' }),
      'prefix ""': eventTypeFilter({ prefixes: [''] }),
    };
    for (const [key, filter] of Object.entries(filters)) {
      const watched = subscribe(world, filter, from);
      await watched.live(3000);
      await watched.stop();
      const seen = watched.data.map(({ event }) => `${event?.streamId} ${event?.type}`);
      world.note(key, watched.failed ? watched.log : seen);
    }
  },
  'system-events': async (world) => {
    const from = await marker(world);
    const [stream, other] = [world.stream('s'), world.stream('d')];
    await put(world, stream, 'one');
    await world.client.setStreamMetadata(stream, { maxCount: 5 });
    await put(world, stream, '$own');
    await put(world, other, 'd');
    await world.client.tombstoneStream(other);
    const watched = subscribe(world, undefined, from);
    await watched.live();
    await put(world, stream, 'live');
    await watched.lastIs('live');
    await watched.stop();
    world.note('no filter', watched.log);
    await noteCatchUp(world, 'excludeSystemEvents()', subscribe(world, excludeSystemEvents(), from));
  },
  positions: async (world) => {
    const stream = world.stream('s');
    const positions: bigint[] = [];
    for (let i = 0; i < 4; i++) {
      const { position } = await world.client.appendToStream(stream, world.event(`e${i}`));
      positions.push(position?.commit ?? 0n);
    }
    const [, second = 0n, , last = 0n] = positions;
    const note = (key: string, from: Position): Promise<void> =>
      noteCatchUp(world, key, subscribe(world, named(stream), from));
    await note('from the position of e1 (exclusive?)', at(second));
    await note('from the position of e3, the last', at(last));
    await note('from (position of e1) - 1', at(second - 1n));
    await note('from (position of e1) + 1', at(second + 1n));
    await note('from commit of e1, prepare - 1', at(second, second - 1n));
    await noteBeyond(world, 'from far beyond the end', stream, at(last + FAR), 'after');
    await note('from position 0', at(0n));
    await noteBeyond(world, 'from the uint64 max', stream, at(UINT64_MAX), 'after 2');
  },
  links: async (world) => {
    const { client } = world;
    const from = await marker(world);
    const [source, links] = [world.stream('src'), world.stream('l')];
    await client.appendToStream(source, world.events(2));
    await client.appendToStream(links, [world.bareLink(`1@${source}`), world.bareLink(`9@${source}`)]);
    const filters: Readonly<Record<string, Filter | undefined>> = {
      'no filter': undefined,
      'filter on the link stream': named(links),
      'filter on the source stream': named(source),
      'filter on type $>': eventTypeFilter({ prefixes: ['$>'] }),
      'filter on type e': eventTypeFilter({ prefixes: ['e'] }),
    };
    for (const [key, filter] of Object.entries(filters)) {
      const options = { fromPosition: from, resolveLinkTos: true, ...(filter && { filter }) };
      await noteCatchUp(world, `resolve, ${key}`, world.watch(client.subscribeToAll(options)));
    }
  },
  'order-many-streams': async (world) => {
    const from = await marker(world);
    const base = world.stream('m');
    const watched = subscribe(world, named(base), from);
    await watched.live();
    await inFlight(4, 1000, (i) => put(world, `${base}-${i % 50}`, 'e'));
    await watched.events(1000, 20_000);
    await watched.stop();
    const events = watched.data.flatMap(({ event }) => (event ? [event] : []));
    world.note('count', events.length);
    const positions = events.map((event) => event.position?.commit ?? 0n);
    world.note(
      'positionsStrictlyIncrease',
      positions.every((position, i) => position > (positions[i - 1] ?? -1n)),
    );
    const next = new Map<string, bigint>();
    const ordered = events.every(({ streamId, revision }) => {
      const due = next.get(streamId) ?? 0n;
      next.set(streamId, due + 1n);
      return revision === due;
    });
    world.note('revisionsInOrderPerStream', ordered);
    const read: string[] = [];
    for await (const { event } of world.client.readAll({ fromPosition: from }))
      if (event?.streamId.startsWith(base)) read.push(event.id);
    world.note('sameOrderAsReadAll', read.join() === events.map(({ id }) => id).join());
  },
});

/** Runs `count` acts, at most `width` at a time: a burst would end a subscription to EventStoreDB 23.10. */
async function inFlight(width: number, count: number, act: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function noteBeyond(world: World, key: string, stream: string, from: Position, type: string): Promise<void> {
  const watched = subscribe(world, named(stream), from);
  await watched.live();
  await put(world, stream, type);
  await watched.until(() => watched.data.length > 0 || watched.closed, 1200);
  await watched.stop();
  world.note(key, watched.log);
}
