import { END, type EventStoreDBClient } from '@eventstore/db-client';
import { CallRecorder, type SeenCall } from '../call-recorder.js';
import { scenarios, type Scenario } from '../scenario.js';
import { attempt, sleep, withoutBatches, type World } from '../world.js';

type Use = (client: EventStoreDBClient, world: World, stream: string) => Promise<unknown>;

const drain = async (events: AsyncIterable<unknown>): Promise<void> => {
  for await (const _ of events);
};

const confirmThenStop = async (world: World, subscription: Parameters<World['watch']>[0]): Promise<void> => {
  const watched = world.watch(subscription);
  await watched.confirmed();
  await watched.stop();
};

const USES: Readonly<Record<string, Use>> = {
  'appendToStream on a new client': (client, world, stream) => client.appendToStream(stream, world.events(1)),
  'three appendToStream on a new client': async (client, world, stream) => {
    for (let i = 0; i < 3; i++) await client.appendToStream(stream, world.events(1));
  },
  'appendToStream with credentials': (client, world, stream) =>
    client.appendToStream(stream, world.events(1), { credentials: { username: 'admin', password: 'changeit' } }),
  readStream: (client, _world, stream) => drain(client.readStream(stream)),
  readAll: (client) => drain(client.readAll({ maxCount: 1 })),
  getStreamMetadata: (client, _world, stream) => client.getStreamMetadata(stream),
  setStreamMetadata: (client, _world, stream) => client.setStreamMetadata(stream, { a: 1 }),
  deleteStream: (client, _world, stream) => client.deleteStream(stream),
  tombstoneStream: (client, _world, stream) => client.tombstoneStream(stream),
  subscribeToStream: (client, world) => confirmThenStop(world, client.subscribeToStream(world.stream('sub'))),
  subscribeToAll: (client, world) => confirmThenStop(world, client.subscribeToAll({ fromPosition: END })),
  listAllPersistentSubscriptions: (client) => client.listAllPersistentSubscriptions(),
};

const UNUSED_PORT = 1;

/** Which calls the official client makes of a server that advertises what EventStoreDB does. */
export const connectScenarios: Scenario[] = scenarios('connect.', {
  calls: async (world) => {
    const recorder = await CallRecorder.before(world.connection);
    const stream = world.stream('s');
    for (const [key, use] of Object.entries(USES)) {
      const client = world.connect('', recorder.connection);
      recorder.calls.length = 0;
      const result = await attempt(() => use(client, world, stream));
      const calls = recorder.calls.map(({ path }) => path);
      world.note(key, { calls, result: result instanceof Error ? result : 'ok' });
      await Promise.race([client.dispose(), sleep(500)]);
    }
    const headers = (calls: readonly SeenCall[]): unknown => calls.map((call) => ({ [call.path]: call.headers }));
    recorder.calls.length = 0;
    const client = world.connect('', recorder.connection);
    const other = world.stream('h');
    await client.appendToStream(other, world.events(1));
    await drain(client.readStream(other));
    world.note('request headers', headers(recorder.calls));
    recorder.calls.length = 0;
    const unary = withoutBatches(world.connect('', recorder.connection));
    const third = world.stream('u');
    await unary.appendToStream(third, world.events(1));
    await unary.deleteStream(third);
    await attempt(() => unary.deleteStream(`${stream}x`, { requiresLeader: true }));
    world.note('request headers, unary', headers(recorder.calls));
    await Promise.race([Promise.all([client.dispose(), unary.dispose()]), sleep(300)]);
    recorder.close();
  },
  'wrong-port': async (world) => {
    const nobody = `esdb://127.0.0.1:${UNUSED_PORT}?tls=false`;
    const client = world.connect('defaultDeadline=3000', nobody);
    const append = await attempt(() => client.appendToStream('x', world.events(1)));
    const read = await attempt(() => drain(client.readStream('x')));
    for (const [key, error] of [
      ['append', append],
      ['read', read],
    ] as const) {
      const { type, code } = error as { type?: string; code?: number };
      world.note(`${key} when nothing listens`, { error: error?.constructor.name, type, code });
    }
  },
});
