import { copyFileSync, mkdirSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { binaryEvent, EventStoreDBClient } from '@eventstore/db-client';
import {
  DirectoryInUseError,
  EventNode,
  ForeignDirectoryError,
  PortTakenError,
  TornDirectoryError,
} from '../src/index.js';
import { NodeProcess, temporaryDirectory } from './process.js';

describe('the process and its directory', () => {
  let path: string;
  let remove: () => void;

  beforeEach(() => ([path, remove] = temporaryDirectory()));
  afterEach(() => remove());

  test('it prints one line when it listens and ends cleanly on SIGTERM, SIGINT and a closed input', async () => {
    const ends: readonly ((node: NodeProcess) => Promise<{ code: number | null; out: string; err: string }>)[] = [
      (node) => node.kill('SIGTERM'),
      (node) => node.kill('SIGINT'),
      (node) => node.closeInput(),
    ];
    for (const end of ends) {
      const node = NodeProcess.start(path, '--parent-pipe');
      const url = await node.listening();
      expect(await end(node)).toEqual({ code: 0, signal: null, out: `event node listening on ${url}\n`, err: '' });
    }
  }, 60_000);

  test('a subscriber sees the end of the server as it does with EventStoreDB', async () => {
    const node = NodeProcess.start(path);
    const client = EventStoreDBClient.connectionString(await node.listening());
    const subscription = client.subscribeToStream('s');
    const error = new Promise<Error>((resolve) => subscription.on('error', resolve));
    await new Promise((resolve) => subscription.on('confirmation', () => resolve(undefined)));
    await node.kill('SIGTERM');
    expect((await error).message).toBe('13 INTERNAL: Received RST_STREAM with code 0 (Call ended without gRPC status)');
    await client.dispose();
  }, 30_000);

  test('a second process on the same directory is refused; the lock of a killed one does not block', async () => {
    const first = NodeProcess.start(path);
    await first.listening();
    const second = await NodeProcess.start(path).ended;
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toMatch(
      /^event node: the data directory is in use by process \d+ .*: stop that one, or give another/,
    );
    await expect(EventNode.open({ dataDir: path })).rejects.toThrow(DirectoryInUseError);
    await first.kill('SIGKILL');
    const third = await EventNode.open({ dataDir: path });
    await expect(EventNode.open({ dataDir: path })).rejects.toThrow(DirectoryInUseError);
    await third.close();
  }, 60_000);

  test('a port that is taken is named, with the way out', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await expect(EventNode.open({ dataDir: path, port })).rejects.toThrow(PortTakenError);
    const { code, err } = await NodeProcess.start(path, '--port', String(port)).ended;
    expect({ code, err }).toEqual({
      code: 2,
      err: `event node: port ${port} is taken by another process: give another one, or 0 for a free one\n`,
    });
    await new Promise((resolve) => server.close(resolve));
  }, 30_000);

  test('bad arguments get the usage', async () => {
    expect(await NodeProcess.start(path, '--port', 'many').ended).toMatchObject({ code: 2, out: '' });
  }, 30_000);

  test('a directory of something else, or of another version, is refused and left alone', async () => {
    const foreign = join(path, 'foreign');
    mkdirSync(foreign);
    writeFileSync(join(foreign, 'notes.txt'), 'mine');
    await expect(EventNode.open({ dataDir: foreign })).rejects.toThrow(ForeignDirectoryError);
    const later = join(path, 'later');
    mkdirSync(later);
    writeFileSync(join(later, 'event-node.json'), JSON.stringify({ format: 'event-node', version: 9, state: 'ready' }));
    await expect(EventNode.open({ dataDir: later })).rejects.toThrow(/format version 9; this node reads version 1/);
  });

  test('a directory that is not whole is refused', async () => {
    const node = await EventNode.open({ dataDir: path });
    const client = EventStoreDBClient.connectionString(node.connectionString);
    for (let i = 0; i < 20; i++)
      await client.appendToStream(`s${i}`, binaryEvent({ type: 't', data: Buffer.alloc(100_000, i) }));
    await client.dispose();
    await node.close();
    const whole = join(path, 'events.mdb');
    for (const keep of [0.9, 0.5, 0.1]) {
      const torn = join(path, `torn-${keep}`);
      mkdirSync(torn);
      for (const file of ['events.mdb', 'event-node.json']) copyFileSync(join(path, file), join(torn, file));
      const size = Math.floor(statSync(whole).size * keep);
      truncateSync(join(torn, 'events.mdb'), size);
      await expect(EventNode.open({ dataDir: torn })).rejects.toThrow(TornDirectoryError);
      expect(statSync(join(torn, 'events.mdb')).size).toBe(size);
    }
    const lost = join(path, 'lost');
    mkdirSync(lost);
    copyFileSync(join(path, 'event-node.json'), join(lost, 'event-node.json'));
    await expect(EventNode.open({ dataDir: lost })).rejects.toThrow(/events\.mdb is missing/);
  }, 30_000);
});
