import { binaryEvent, EventStoreDBClient, NO_STREAM, START } from '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fullFileSystem, limitedFiles, limitsWork, mountsWork, type SmallDisk } from './small-disk.js';

const folder = mkdtempSync(join(tmpdir(), 'event-node-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const large = (byte: number) => binaryEvent({ type: 'large', data: Buffer.alloc(100_000, byte) });

async function streamsIn(client: EventStoreDBClient): Promise<string[]> {
  const streams: string[] = [];
  for await (const { event } of client.readAll({ fromPosition: START })) if (event) streams.push(event.streamId);
  return streams;
}

/** Appends two events to each of some streams; answers the streams of those acknowledged and the messages of the others. */
async function appendTo(client: EventStoreDBClient, streams: readonly string[]) {
  const acknowledged: string[] = [];
  const messages: string[] = [];
  for (const stream of streams) {
    await client.appendToStream(stream, [large(1), large(2)], { expectedRevision: NO_STREAM }).then(
      () => acknowledged.push(stream),
      (error: Error) => messages.push(error.message),
    );
  }
  return { acknowledged, messages };
}

async function fillUp(disk: SmallDisk): Promise<void> {
  const node = disk.start();
  const client = EventStoreDBClient.connectionString(await node.listening());
  const before = await appendTo(
    client,
    Array.from({ length: 40 }, (_, i) => `before-${i}`),
  );
  const twice = (streams: readonly string[]) => streams.flatMap((stream) => [stream, stream]);
  expect(before.acknowledged.length).toBeGreaterThan(5);
  expect(before.messages.length).toBeGreaterThan(5);
  for (const message of before.messages) expect(message).toMatch(/the write could not be flushed to disk: \S/);
  expect(await streamsIn(client)).toEqual(twice(before.acknowledged));

  disk.makeRoom(node);
  const after = await appendTo(client, ['after-0', 'after-1', 'after-2']);
  expect(after).toEqual({ acknowledged: ['after-0', 'after-1', 'after-2'], messages: [] });
  await client.dispose();
  await node.kill('SIGKILL');

  const again = disk.start();
  const reader = EventStoreDBClient.connectionString(await again.listening());
  expect(await streamsIn(reader)).toEqual(twice([...before.acknowledged, ...after.acknowledged]));
  await reader.dispose();
  expect(await again.kill('SIGTERM')).toMatchObject({ code: 0 });
}

describe('a full disk is an error to the writer, loses nothing, and is over when there is room', () => {
  const canMount = mountsWork(folder);
  (canMount ? test : test.skip)('a file system without space (needs leave to mount)', async () => {
    const disk = fullFileSystem(folder);
    try {
      await fillUp(disk);
    } finally {
      disk.remove();
    }
  });

  (limitsWork() ? test : test.skip)('a limit on the size of files (needs prlimit)', async () => {
    await fillUp(limitedFiles(join(folder, 'limited')));
  });
});
