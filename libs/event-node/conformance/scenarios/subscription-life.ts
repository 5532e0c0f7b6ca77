import { scenarios, type Scenario } from '../scenario.js';
import type { Watched } from '../watched.js';
import { isRead, sleep, type World } from '../world.js';
import { put, subscribe } from './subscribe-stream.js';

/** Long catch-ups, several subscribers, and the ways in which a subscription ends. */
export const subscriptionLifeScenarios: Scenario[] = scenarios('subscribe.', {
  'stream.big-catch-up': async (world) => {
    const stream = world.stream('s');
    for (let i = 0; i < 20; i++) await world.client.appendToStream(stream, world.events(250));
    const watched = subscribe(world, stream);
    await watched.live(20_000);
    const before = watched.log.slice(0, watched.log.indexOf('caughtUp'));
    await put(world, stream, 'live');
    await watched.events(5001);
    await watched.stop();
    world.note('count', watched.data.length);
    world.note('inOrder', inOrder(watched));
    world.note('log index of confirmation', watched.log.indexOf('confirmation'));
    world.note('events before caughtUp', before.filter((entry) => typeof entry === 'object').length);
    world.note('tail', watched.log.slice(-4));
  },
  'stream.append-while-catching-up': async (world) => {
    const stream = world.stream('s');
    for (let i = 0; i < 8; i++) await world.client.appendToStream(stream, world.events(250));
    const watched = subscribe(world, stream);
    await watched.confirmed();
    for (let i = 0; i < 200; i++) await put(world, stream, 'x');
    await watched.until(() => watched.data.length >= 2200 || watched.over, 20_000);
    await watched.stop();
    world.note('eachOnceInOrder', watched.data.length === 2200 && inOrder(watched));
  },
  'stream.two-subscribers': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(2));
    const [first, second] = [subscribe(world, stream), subscribe(world, stream)];
    await Promise.all([first.live(), second.live()]);
    await put(world, stream, 'live');
    await Promise.all([first.events(3), second.events(3)]);
    await first.stop();
    await put(world, stream, 'after one left');
    await second.events(4);
    await second.stop();
    world.note('first', first.log);
    world.note('second', second.log);
  },
  ending: async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await client.appendToStream(stream, world.events(3));
    const unsubscribed = subscribe(world, stream);
    await unsubscribed.live();
    await unsubscribed.stop();
    await put(world, stream, 'after');
    await sleep(150);
    world.note('unsubscribe()', unsubscribed.log);
    await noteLoop(world, stream);
    const destroyed = subscribe(world, stream);
    await destroyed.live();
    (destroyed.subscription as { destroy(): void }).destroy();
    await destroyed.until(() => destroyed.closed, 1500);
    world.note('destroy()', destroyed.log);
    const other = world.connect();
    const disposed = world.watch(other.subscribeToStream(stream));
    await disposed.live();
    await Promise.race([other.dispose(), sleep(1000)]);
    await disposed.until(() => disposed.closed, 1500);
    world.note('client.dispose()', disposed.log);
    await world.step('append on a disposed client', () => other.appendToStream(stream, world.event('z')));
    const atOnce = subscribe(world, stream);
    void atOnce.subscription.unsubscribe();
    await atOnce.until(() => atOnce.closed, 1500);
    world.note('unsubscribe() at once: ends', atOnce.closed);
  },
});

async function noteLoop(world: World, stream: string): Promise<void> {
  const subscription = world.client.subscribeToStream(stream);
  const seen: unknown[] = [];
  for await (const { event } of subscription) {
    seen.push(event?.type);
    if (seen.length === 2) break;
  }
  world.note('for await, break after 2', { seen, destroyed: (subscription as { destroyed?: boolean }).destroyed });
}

const inOrder = ({ data }: Watched): boolean =>
  isRead(data) && data.every(({ event }, i) => event?.revision === BigInt(i));
