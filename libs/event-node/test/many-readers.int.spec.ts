import http2 from 'node:http2';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { binaryEvent, EventStoreDBClient, streamNameFilter } from '@eventstore/db-client';
import { frame, FrameSplitter } from '../src/wire/framing.js';
import { ProtoWriter } from '../src/wire/protobuf.js';
import { NodeProcess, temporaryDirectory } from './process.js';

const SUBSCRIPTIONS = 1000;
const SLOW_READERS = 20;
/** What a node may take for them, in MiB of memory that is no file's; measured: see the README. */
const MOST_FOR_SUBSCRIPTIONS = 80;
const MOST_FOR_SLOW_READERS = 30;

const EMPTY = new ProtoWriter();
/** ReadReq for `$all` from the start on, forwards, unfiltered, ids as text: to the end of the log, or live. */
const readRequest = (live: boolean): Buffer => {
  const options = new ProtoWriter().message(2, new ProtoWriter().message(2, EMPTY)).uint(3, 0);
  if (live) options.message(6, EMPTY);
  else options.uint(5, Number.MAX_SAFE_INTEGER);
  options.message(8, EMPTY).message(9, new ProtoWriter().message(2, EMPTY));
  return frame(new ProtoWriter().message(1, options).finish());
};

/** A peer that asks for the log and then does not read. Its windows are those of HTTP/2: 64 KiB. */
class SlowReader {
  private readonly stream: http2.ClientHttp2Stream;

  constructor(
    private readonly session: http2.ClientHttp2Session,
    live: boolean,
  ) {
    session.on('error', () => undefined);
    this.stream = session.request({
      ':method': 'POST',
      ':path': '/event_store.client.streams.Streams/Read',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    this.stream.on('error', () => undefined);
    this.stream.end(readRequest(live));
  }

  static of(connection: string, live: boolean): SlowReader {
    return new SlowReader(http2.connect(connection.replace(/^esdb:\/\/([^/?]+).*$/, 'http://$1')), live);
  }

  /** Reads at last: how many events come. Resolves when they are as many as that. */
  events(count: number): Promise<number> {
    return new Promise((resolve) => {
      let seen = 0;
      const splitter = new FrameSplitter();
      const EVENT_TAG = 0x0a;
      this.stream.on('data', (chunk: Buffer) =>
        splitter.push(chunk, (message) => {
          if (message[0] === EVENT_TAG) seen += 1;
          if (seen === count) resolve(seen);
        }),
      );
      this.stream.on('end', () => resolve(seen));
    });
  }

  close(): void {
    this.session.destroy();
  }
}

const small = (i: number) => binaryEvent({ type: 'e', data: Buffer.alloc(500, i) });
const batch = (size: number) => Array.from({ length: size }, (_, i) => small(i));

/** What a process has once it has been left alone for a moment. */
async function settled(node: NodeProcess): Promise<number> {
  await sleep(500);
  return node.anonymousMiB();
}

const canSeeMemory = existsSync('/proc/self/status');

describe('readers', () => {
  let path: string;
  let remove: () => void;
  let node: NodeProcess;
  let client: EventStoreDBClient;
  let connection: string;

  beforeEach(async () => {
    [path, remove] = temporaryDirectory();
    node = NodeProcess.start(path);
    connection = await node.listening();
    client = EventStoreDBClient.connectionString(connection);
  });
  afterEach(async () => {
    await Promise.race([client.dispose(), sleep(500)]);
    await node.kill('SIGKILL');
    remove();
  });

  test(`${SUBSCRIPTIONS} open subscriptions are all told of every event`, async () => {
    await client.appendToStream('s-0', batch(20));
    const before = canSeeMemory ? await settled(node) : 0;
    let seen = 0;
    const subscriptions = Array.from({ length: SUBSCRIPTIONS }, (_, i) =>
      [
        () => client.subscribeToStream('s-0'),
        () => client.subscribeToAll(),
        () => client.subscribeToAll({ filter: streamNameFilter({ prefixes: ['s-'] }) }),
      ][i % 3]!(),
    );
    const told = async (each: number) => {
      for (let left = 1200; seen < each * SUBSCRIPTIONS && left > 0; left -= 1) await sleep(25);
      await sleep(50);
      return seen;
    };
    for (const subscription of subscriptions) {
      subscription.on('data', () => (seen += 1));
      subscription.on('error', () => undefined);
    }
    expect(await told(20)).toBe(20 * SUBSCRIPTIONS);
    await client.appendToStream('s-0', batch(5));
    expect(await told(25)).toBe(25 * SUBSCRIPTIONS);
    if (canSeeMemory) {
      const taken = (await settled(node)) - before;
      process.stdout.write(`${SUBSCRIPTIONS} subscriptions take ${taken.toFixed(1)} MiB of the node\n`);
      expect(taken).toBeLessThan(MOST_FOR_SUBSCRIPTIONS);
    }
    for (const subscription of subscriptions) await subscription.unsubscribe();
    expect((await client.appendToStream('s-0', small(0))).success).toBe(true);
  }, 120_000);

  // Unread, it would be 40 MB in each buffer.
  (canSeeMemory ? test : test.skip)(
    'peers that do not read cost the node no memory, and lose nothing',
    async () => {
      const BATCHES = 40;
      const SIZE = 1000;
      for (let i = 0; i < BATCHES; i += 1) await client.appendToStream('s', batch(SIZE));
      const before = await settled(node);
      const readers = Array.from({ length: SLOW_READERS }, (_, i) => SlowReader.of(connection, i % 2 === 0));
      await sleep(500);
      for (let i = 0; i < BATCHES; i += 1) await client.appendToStream('s', batch(SIZE));
      const taken = (await settled(node)) - before;
      process.stdout.write(`${SLOW_READERS} peers that do not read take ${taken.toFixed(1)} MiB of the node\n`);
      expect(taken).toBeLessThan(MOST_FOR_SLOW_READERS);

      const [follower, reader] = readers;
      expect(await follower?.events(2 * BATCHES * SIZE)).toBe(2 * BATCHES * SIZE);
      expect(await reader?.events(Infinity)).toBe(BATCHES * SIZE);
      for (const each of readers) each.close();
    },
    180_000,
  );
});
