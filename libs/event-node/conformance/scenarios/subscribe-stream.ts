import { END, START, type ReadRevision } from '@eventstore/db-client';
import { scenarios, type Play, type Scenario } from '../scenario.js';
import { sleep, type World } from '../world.js';
import type { Watched } from '../watched.js';

export const subscribe = (world: World, stream: string, fromRevision?: ReadRevision): Watched =>
  world.watch(world.client.subscribeToStream(stream, fromRevision === undefined ? {} : { fromRevision }));

export const put = (world: World, stream: string, ...types: string[]): Promise<unknown> =>
  world.client.appendToStream(
    stream,
    types.map((type) => world.event(type)),
  );

/** Subscribes from a revision of a stream with five events; six live ones follow. */
const fromRevision =
  (revision: bigint): Play =>
  async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(5));
    const watched = subscribe(world, stream, revision);
    await watched.live();
    for (let i = 0; i < 6; i++) await put(world, stream, `live${i}`);
    await watched.lastIs('live5');
    await watched.stop();
    world.note('log', watched.log);
  };

/** On a stream that reads as missing, when "caught up" comes after the first write is open: it is told apart from the log. */
async function withLateCaughtUp(
  world: World,
  key: string,
  watched: Watched,
  write: () => Promise<void>,
): Promise<void> {
  const early = await watched.until(() => watched.has('caughtUp'), 1000);
  await write();
  await watched.until(() => watched.has('caughtUp'), 2000);
  await watched.stop();
  world.note(key, {
    'caughtUp before anything was written (within 1 s)': early,
    log: watched.log.filter((entry) => typeof entry !== 'string' || !/gave up|caughtUp/.test(entry)),
    'caughtUp seen by the end': watched.has('caughtUp'),
  });
}

/** Subscriptions to one stream: where they begin, what comes live, how they end. */
export const subscribeToStreamScenarios: Scenario[] = scenarios('subscribe.', {
  'stream.from-start': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(5));
    const watched = subscribe(world, stream, START);
    await watched.live();
    await put(world, stream, 'live0', 'live1');
    await watched.events(7);
    await put(world, stream, 'last');
    await watched.events(8);
    const { id } = watched.subscription as { id?: unknown };
    world.note('subscription id is set', typeof id === 'string' && id.length === 36);
    await watched.stop();
    world.note('log', watched.log);
  },
  'stream.default-options': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(2));
    const watched = subscribe(world, stream);
    await watched.live();
    await watched.stop();
    world.note('log', watched.log);
  },
  'stream.from-end': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(5));
    const watched = subscribe(world, stream, END);
    await watched.live();
    await put(world, stream, 'live0', 'live1');
    await watched.events(2);
    await watched.stop();
    world.note('log', watched.log);
  },
  'stream.from-revision 0': fromRevision(0n),
  'stream.from-revision 2': fromRevision(2n),
  'stream.from-revision 4 (the last)': fromRevision(4n),
  'stream.from-revision 5 (one past the last)': fromRevision(5n),
  'stream.from-revision 7 (beyond)': fromRevision(7n),
  'stream.missing': async (world) => {
    for (const [word, from] of [
      ['start', START],
      ['end', END],
      ['revision 0', 0n],
      ['revision 3', 3n],
    ] as const) {
      const stream = world.stream(`s${word}`);
      const watched = subscribe(world, stream, from);
      await withLateCaughtUp(world, `from ${word}`, watched, async () => {
        for (let i = 0; i < 6; i++) await put(world, stream, `live${i}`);
        await watched.lastIs('live5');
      });
    }
  },
  'stream.soft-deleted': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await client.appendToStream(stream, world.events(3));
    await client.deleteStream(stream);
    const early = subscribe(world, stream);
    await withLateCaughtUp(world, 'subscribed after the delete', early, async () => {
      await put(world, stream, 'again0', 'again1');
      await early.events(2);
    });
    const late = subscribe(world, stream);
    await late.live();
    await late.stop();
    world.note('subscribed after recreation', late.log);
    const other = world.stream('s2');
    await client.appendToStream(other, world.events(3));
    const through = subscribe(world, other);
    await through.live();
    await client.deleteStream(other);
    await put(world, other, 'again');
    await through.events(4);
    await through.stop();
    world.note('deleted and recreated while subscribed', through.log);
  },
  'stream.tombstoned': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await client.appendToStream(stream, world.events(3));
    await client.tombstoneStream(stream);
    for (const [word, from] of [
      ['start', START],
      ['end', END],
      ['revision 1', 1n],
    ] as const) {
      const watched = subscribe(world, stream, from);
      await watched.live(1500);
      await sleep(200);
      await watched.stop();
      world.note(`subscribed after, from ${word}`, watched.log);
    }
    const other = world.stream('s2');
    await client.appendToStream(other, world.events(3));
    const watched = subscribe(world, other);
    await watched.live();
    await client.tombstoneStream(other);
    await watched.until(() => watched.over, 1500);
    await watched.stop();
    world.note('tombstoned while subscribed', watched.log);
  },
  'stream.truncated': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await client.appendToStream(stream, world.events(6));
    await client.setStreamMetadata(stream, { truncateBefore: 3 });
    for (const [key, from] of [
      ['$tb 3, from start', START],
      ['$tb 3, from revision 1', 1n],
    ] as const) {
      const watched = subscribe(world, stream, from);
      await watched.live();
      await watched.stop();
      world.note(key, watched.log);
    }
    await client.setStreamMetadata(stream, { maxCount: 2 });
    const watched = subscribe(world, stream);
    await watched.live();
    await put(world, stream, 'l0', 'l1', 'l2', 'l3');
    await watched.lastIs('l3');
    await watched.stop();
    world.note('$maxCount 2, four live', watched.log);
  },
  'stream.links': async (world) => {
    const { client } = world;
    const [source, links] = [world.stream('src'), world.stream('links')];
    await client.appendToStream(source, world.events(3));
    const first = [world.bareLink(`0@${source}`), world.bareLink(`9@${source}`), world.event('plain')];
    await client.appendToStream(links, first);
    for (const [resolveLinkTos, count] of [
      [false, 4],
      [true, 5],
    ] as const) {
      const watched = world.watch(client.subscribeToStream(links, { resolveLinkTos }));
      await watched.live();
      await client.appendToStream(links, world.bareLink(`2@${source}`));
      await watched.events(count);
      await watched.stop();
      world.note(`resolveLinkTos ${resolveLinkTos}`, watched.log);
    }
  },
  'stream.meta-and-all-names': async (world) => {
    const stream = world.stream('s');
    await world.client.setStreamMetadata(stream, { a: 1 });
    const watched = subscribe(world, `$$${stream}`);
    await watched.live();
    await world.client.setStreamMetadata(stream, { a: 2 });
    await watched.events(2);
    await watched.stop();
    world.note('$$s', watched.log);
  },
});
