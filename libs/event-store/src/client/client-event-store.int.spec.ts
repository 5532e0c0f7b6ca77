import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { EventNode } from '#event-node';
import { v4 } from 'uuid';
import { AppendTooLargeError, StoreUnavailableError, UnknownOutcomeError, WrongRevisionError } from '../errors.js';
import { START, type LogItem, type NewEvent, type RecordedEvent } from '../port.js';
import { plainEvent } from '../reader/late-event.js';
import { ClientEventStore } from './client-event-store.js';
import { pause } from './retry.js';

/** What the client hides from TypeScript. */
interface Held {
  getConnectivityState(connect: boolean): number;
  close(): void;
}

const happened = (n: number): NewEvent => ({ id: v4(), type: 'Happened', data: { n }, metadata: { schema: 1 } });
const events = (count: number) => Array.from({ length: count }, (_, n) => happened(n));
const collect = async (source: AsyncIterable<readonly RecordedEvent[]>) => {
  const all: RecordedEvent[] = [];
  for await (const batch of source) all.push(...batch.map(plainEvent));
  return all;
};

describe('the log behind its port', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'avenant-log-'));
  let node: EventNode;
  let log: ClientEventStore;

  beforeAll(async () => {
    node = await EventNode.open({ dataDir, port: 0 });
    log = new ClientEventStore({ connectionString: node.connectionString });
  });
  afterAll(async () => {
    await log.close();
    await node.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('appends to a new stream and reads it back', async () => {
    const written = events(3);
    const appended = await log.append('ticket-a', 'none', written);
    const read = await log.readStream('ticket-a');
    expect(appended.revision).toBe(2);
    expect(read.map(({ id, revision, data, metadata }) => ({ id, revision, data, metadata }))).toEqual(
      written.map(({ id, data, metadata }, revision) => ({ id, revision, data, metadata })),
    );
    expect(read.at(-1)?.position).toBe(appended.position);
    expect(await log.readStream('ticket-a', 2)).toHaveLength(1);
    expect(await log.readStream('ticket-nowhere')).toEqual([]);
  });

  it('says where a stream is that has moved', async () => {
    await log.append('ticket-b', 'none', events(2));
    await expect(log.append('ticket-b', 'none', events(1))).rejects.toMatchObject({
      name: 'WrongRevisionError',
      actual: 1,
    });
    await expect(log.append('ticket-c', 4, events(1))).rejects.toBeInstanceOf(WrongRevisionError);
  });

  it('recognises a repeated append', async () => {
    const written = events(2);
    const first = await log.append('ticket-d', 'none', written);
    await log.append('ticket-d', 1, events(1));
    expect(await log.append('ticket-d', 'none', written)).toEqual(first);
    expect(await log.readStream('ticket-d')).toHaveLength(3);
  });

  it('names an append that is too large', async () => {
    const large = { ...happened(0), data: { text: 'x'.repeat(1_100_000) } };
    await expect(log.append('ticket-e', 'none', [large])).rejects.toBeInstanceOf(AppendTooLargeError);
  });

  it('reads the whole log by prefix, from any place, in pieces', async () => {
    for (let i = 0; i < 5; i += 1) await log.append(`piece-${i}`, 'none', events(7));
    const scope = { after: START, streamPrefixes: ['piece-'] };
    const all = await collect(log.readAll({ ...scope, batchSize: 4 }));
    expect(all).toHaveLength(35);
    const middle = all[17]?.position ?? START;
    expect(await collect(log.readAll({ ...scope, after: middle }))).toEqual(all.slice(18));
    expect(await collect(log.readAll({ ...scope, upTo: middle, batchSize: 3 }))).toEqual(all.slice(0, 18));
    expect(await log.head()).toBeGreaterThanOrEqual(all.at(-1)?.position ?? 0);
  });

  it('subscribes: what is there, caught up, then what comes', async () => {
    await log.append('live-a', 'none', events(40));
    const seen: LogItem[] = [];
    const stop = new AbortController();
    for await (const batch of log.batches({
      after: START,
      streamPrefixes: ['live-'],
      maxItems: 16,
      signal: stop.signal,
    })) {
      seen.push(...batch);
      if (batch.some(({ kind }) => kind === 'caught-up')) await log.append('live-b', 'none', events(3));
      if (seen.filter(({ kind }) => kind === 'event').length === 43) stop.abort();
    }
    const numbers = seen.flatMap((item) => (item.kind === 'event' ? [item.event.stream] : []));
    expect(numbers.slice(40)).toEqual(['live-b', 'live-b', 'live-b']);
    const positions = seen.flatMap((item) =>
      item.kind === 'event' ? [item.event.position] : item.kind === 'checkpoint' ? [item.position] : [],
    );
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });

  it('goes on where it stood when the node comes back', async () => {
    const own = mkdtempSync(join(tmpdir(), 'avenant-log-'));
    let mine = await EventNode.open({ dataDir: own, port: 0 });
    const { port } = mine;
    const through = new ClientEventStore({ connectionString: mine.connectionString });
    const seen: number[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const batch of through.batches({ after: START, streamPrefixes: ['n-'], signal: stop.signal })) {
        for (const item of batch) if (item.kind === 'event') seen.push((item.event.data as { n: number }).n);
        if (seen.length >= 40) stop.abort();
      }
    })();
    for (let i = 0; i < 20; i += 1) await through.append('n-1', i === 0 ? 'none' : i - 1, [happened(i)]);
    await mine.close();
    const late = through.append('n-1', 19, [happened(20)]);
    await pause(300);
    mine = await EventNode.open({ dataDir: own, port });
    await late;
    for (let i = 21; i < 40; i += 1) await through.append('n-1', i - 1, [happened(i)]);
    await watching;
    expect(seen).toEqual(Array.from({ length: 40 }, (_, n) => n));
    await through.close();
    await mine.close();
    rmSync(own, { recursive: true, force: true });
  }, 30_000);
});

it('is back soon after the node is, whatever grpc-js waits for', async () => {
  const own = mkdtempSync(join(tmpdir(), 'avenant-log-'));
  let mine = await EventNode.open({ dataDir: own, port: 0 });
  const { port, connectionString } = mine;
  const through = new ClientEventStore({ connectionString, random: () => 0, withinMs: 20_000 });
  await through.append('n-1', 'none', events(2));
  // grpc-js keeps one connection for all that ask for the same: its wait outlives our client as long as another holds on.
  const holding = EventStoreDBClient.connectionString(connectionString);
  const channel = await (holding as unknown as { getChannel(): Promise<Held> }).getChannel();
  const holds = setInterval(() => channel.getConnectivityState(true), 20);
  await pause(200);
  await mine.close();
  const late = through.readStream('n-1');
  await pause(3_200);
  mine = await EventNode.open({ dataDir: own, port });
  const begun = Date.now();
  expect(await late).toHaveLength(2);
  expect(Date.now() - begun).toBeLessThan(2_500);
  clearInterval(holds);
  channel.close();
  await through.close();
  await mine.close();
  rmSync(own, { recursive: true, force: true });
}, 30_000);

it('a log that is not there is an error with a name, in time', async () => {
  const log = new ClientEventStore({ connectionString: 'esdb://127.0.0.1:9?tls=false', withinMs: 300 });
  await expect(log.head()).rejects.toBeInstanceOf(StoreUnavailableError);
  await expect(log.append('ticket-a', 'none', events(1))).rejects.toBeInstanceOf(UnknownOutcomeError);
  await log.close();
});
