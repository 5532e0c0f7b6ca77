import { EventStoreDBClient, jsonEvent, NO_STREAM, START } from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventNode } from '../src/index.js';
import { NodeProcess, temporaryDirectory } from './process.js';

/** Appends acknowledged before the node is killed. */
const ENOUGH = 100;

const event = (type: string) => jsonEvent({ type, data: { type } });

async function typesIn(client: EventStoreDBClient, stream: string): Promise<string[]> {
  const types: string[] = [];
  for await (const { event: recorded } of client.readStream(stream)) types.push(recorded?.type ?? '');
  return types;
}

describe('durability', () => {
  let path: string;
  let remove: () => void;

  beforeEach(() => ([path, remove] = temporaryDirectory()));
  afterEach(() => remove());

  test('a node killed with -9 under load has every acknowledged append, whole and once', async () => {
    for (let round = 0; round < 3; round++) {
      const node = NodeProcess.start(path);
      const client = EventStoreDBClient.connectionString(await node.listening());
      const acknowledged: string[] = [];
      let running = true;
      const lane = async (lane_: number): Promise<void> => {
        for (let i = 0; running; i++) {
          const stream = `s-${round}-${lane_}-${i}`;
          const result = await client
            .appendToStream(stream, [event('a'), event('b'), event('c')], { expectedRevision: NO_STREAM })
            .catch(() => undefined);
          if (!result) return;
          acknowledged.push(stream);
        }
      };
      const lanes = Array.from({ length: 8 }, (_, i) => lane(i));
      for (let left = 600; acknowledged.length < ENOUGH && left > 0; left -= 1) await sleep(25);
      await node.kill('SIGKILL');
      running = false;
      // The official client never answers some of the appends that it had when the node went.
      await Promise.race([Promise.all(lanes), sleep(1_000)]);
      await Promise.race([client.dispose().catch(() => undefined), sleep(500)]);

      const again = NodeProcess.start(path);
      const reader = EventStoreDBClient.connectionString(await again.listening());
      const found = new Map<string, string[]>();
      for await (const { event: recorded } of reader.readAll({ fromPosition: START }))
        if (recorded) found.set(recorded.streamId, [...(found.get(recorded.streamId) ?? []), recorded.type]);
      expect(acknowledged.length).toBeGreaterThanOrEqual(ENOUGH);
      for (const stream of acknowledged) expect(found.get(stream)).toEqual(['a', 'b', 'c']);
      for (const types of found.values()) expect(types).toEqual(['a', 'b', 'c']);
      await reader.dispose();
      expect(await again.kill('SIGTERM')).toMatchObject({ code: 0 });
    }
  }, 120_000);

  test('an append is acknowledged after a flush, and many appends share one', async () => {
    const node = await EventNode.open({ dataDir: path });
    const client = EventStoreDBClient.connectionString(node.connectionString);
    for (let i = 1; i <= 5; i++) {
      await client.appendToStream('one-by-one', event('e'));
      expect(node.figures).toEqual({ requests: i, flushes: i });
    }
    const before = node.figures;
    await Promise.all(Array.from({ length: 200 }, (_, i) => client.appendToStream(`many-${i}`, event('e'))));
    const flushes = node.figures.flushes - before.flushes;
    expect(node.figures.requests - before.requests).toBe(200);
    expect(flushes).toBeGreaterThan(0);
    expect(flushes).toBeLessThan(100);
    await client.dispose();
    await node.close();
  });

  test('of many appends at the same exact revision one is written', async () => {
    const node = await EventNode.open({ dataDir: path });
    const clients = Array.from({ length: 4 }, () => EventStoreDBClient.connectionString(node.connectionString));
    await clients[0]?.appendToStream('s', event('first'));
    const appends = clients.flatMap((client, c) =>
      Array.from({ length: 25 }, (_, i) => client.appendToStream('s', event(`${c}-${i}`), { expectedRevision: 0n })),
    );
    const results = await Promise.allSettled(appends);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const [client] = clients;
    expect(client && (await typesIn(client, 's'))).toHaveLength(2);
    await Promise.all(clients.map((one) => one.dispose()));
    await node.close();
  });

  test('after a restart exact retries are recognised, positions go on, and an empty append leaves no way back', async () => {
    const first = await EventNode.open({ dataDir: path });
    const client = EventStoreDBClient.connectionString(first.connectionString);
    const once = [event('a'), event('b')];
    const written = await client.appendToStream('s', once, { expectedRevision: NO_STREAM });
    const empty = await client.appendToStream('s', []);
    await client.dispose();
    await first.close();

    const second = await EventNode.open({ dataDir: path });
    const again = EventStoreDBClient.connectionString(second.connectionString);
    expect(await again.appendToStream('s', once, { expectedRevision: NO_STREAM })).toEqual(written);
    const next = await again.appendToStream('s', event('c'));
    expect(next.position?.commit).toBeGreaterThan(empty.position?.commit ?? 0n);
    expect(await typesIn(again, 's')).toEqual(['a', 'b', 'c']);
    await again.dispose();
    await second.close();
  });
});
