import { channel } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { binaryEvent, EventStoreDBClient, jsonEvent, START as FROM_START, type EventData } from '@eventstore/db-client';
import { fromPosition, toRecorded } from '../client/convert.js';
import { ClientSubscription } from '../client/subscription.js';
import { START, type LogItem, type Position, type RecordedEvent } from '../port.js';
import { rawAppend } from '../testing/raw-append.js';
import { TestLog } from '../testing/open-log.js';
import { BulkReader } from './bulk-reader.js';
import { plainEvent } from './late-event.js';
import { BrokenReadError } from './read-errors.js';
import { routeOf } from './route.js';

const everything = (_stream: string) => true;
const END = Number.MAX_SAFE_INTEGER as Position;

/** The same, whether bytes come as Buffer or Uint8Array, and told apart from text and from nothing. */
const comparable = (event: RecordedEvent) => ({
  ...plainEvent(event),
  data: shown(event.data),
  metadata: shown(event.metadata),
});
const shown = (value: unknown) =>
  value instanceof Uint8Array ? { bytes: Buffer.from(value).toString('hex') } : value === undefined ? 'absent' : value;

describe('the bulk reader beside the official client', () => {
  let log: TestLog;
  let client: EventStoreDBClient;
  let reader: BulkReader;
  let all: readonly RecordedEvent[];
  const ended = new AbortController();

  const official = async (after: Position): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    const from = after === START ? FROM_START : fromPosition(after);
    for await (const { event } of client.readAll({ fromPosition: from }))
      if (event !== undefined) events.push(toRecorded(event));
    return events.filter(({ position }) => position > after);
  };
  const bulk = async (
    after: Position,
    { upTo = END, size = 100, wants = everything } = {},
  ): Promise<readonly RecordedEvent[]> => {
    const events: RecordedEvent[] = [];
    for await (const piece of reader.pieces({ after, upTo, size, wants })) {
      expect(piece.events.length).toBeLessThanOrEqual(size);
      events.push(...piece.events);
    }
    return events;
  };

  beforeAll(async () => {
    log = await TestLog.open();
    client = EventStoreDBClient.connectionString(log.connectionString);
    const node = `127.0.0.1:${log.port}`;
    reader = new BulkReader({ node, route: routeOf(log.connectionString), silentMs: 5_000, ended: ended.signal });
    await fill(client, log.port);
    all = await official(START);
  });
  afterAll(async () => {
    await client.dispose();
    await log.close();
  });

  it('gives every field of every event as the client does', async () => {
    const read = await bulk(START);
    expect(read.length).toBeGreaterThan(1_200);
    expect(read.map(comparable)).toEqual(all.map(comparable));
    expect(new Set(read.map(({ data }) => typeof data))).toEqual(new Set(['object', 'string', 'number']));
  });

  it('gives data and metadata in any order of asking, the same object each time', async () => {
    const [first] = await bulk(START, { wants: (stream) => stream === 'plain-0' });
    const metadata = first?.metadata;
    expect(metadata).toEqual({ n: 0, who: 'me' });
    expect(first?.data).toBe(first?.data);
    expect(first?.metadata).toBe(metadata);
    expect(JSON.parse(JSON.stringify(first))).toEqual({ ...(first && plainEvent(first)) });
  });

  it('starts strictly after any position', async () => {
    for (let i = 0; i < all.length; i += 97) {
      const after = all[i]?.position as Position;
      expect((await bulk(after)).map(({ id }) => id)).toEqual(all.slice(i + 1).map(({ id }) => id));
    }
    expect(await bulk(all.at(-1)?.position as Position)).toEqual([]);
  });

  it('ends at any position, on an event or between two', async () => {
    for (const i of [0, 1, 500, all.length - 1]) {
      const upTo = all[i]?.position as Position;
      const ids = all.slice(0, i + 1).map(({ id }) => id);
      expect((await bulk(START, { upTo })).map(({ id }) => id)).toEqual(ids);
      expect((await bulk(START, { upTo: (upTo + 1) as Position, size: 7 })).map(({ id }) => id)).toEqual(ids);
    }
  });

  it('leaves out streams that are not wanted and says how far it looked', async () => {
    const wants = (stream: string) => stream.startsWith('plain-');
    const expected = all.filter(({ stream }) => wants(stream)).map(({ id }) => id);
    expect((await bulk(START, { wants })).map(({ id }) => id)).toEqual(expected);
    const lasts: Position[] = [];
    for await (const { events, last } of reader.pieces({ after: START, upTo: END, size: 10, wants: () => false })) {
      expect(events).toEqual([]);
      lasts.push(last);
    }
    expect(lasts.length).toBeGreaterThan(1);
    expect(lasts.at(-1)).toBe(all.at(-1)?.position);
  });

  it('catches up as a subscription of the client does, and says where the log ended', async () => {
    for (const prefixes of [['plain-'], ['plain-1', 'big'], ['nowhere-'], ['']]) {
      for (const after of [START, all[700]?.position as Position]) {
        const items: LogItem[] = [];
        for await (const some of reader.catchUp(after, prefixes)) items.push(...some);
        expect(eventsOf(items).map(comparable)).toEqual(
          eventsOf(await untilCaughtUp(client, after, prefixes)).map(comparable),
        );
        const positions = items.map((item) => (item.kind === 'event' ? item.event.position : positionIn(item)));
        expect(positions).toEqual([...positions].sort((a, b) => a - b));
        expect(positions.at(-1)).toBe(all.at(-1)?.position);
      }
    }
    const items: LogItem[] = [];
    for await (const some of reader.catchUp(all.at(-1)?.position as Position, ['plain-'])) items.push(...some);
    expect(items).toEqual([]);
  });

  it('may be ended at any moment: before it begins, and between the connection and its use', async () => {
    const read = async (ending: AbortController) => {
      const reading = { node: `127.0.0.1:${log.port}`, route: routeOf(log.connectionString), silentMs: 5_000 };
      const pieces = new BulkReader({ ...reading, ended: ending.signal }).pieces({
        after: START,
        upTo: END,
        size: 100,
        wants: everything,
      });
      for await (const _ of pieces);
    };
    const before = new AbortController();
    before.abort();
    await expect(read(before)).rejects.toThrow(BrokenReadError);

    const between = new AbortController();
    // Our listener comes before that of the session, whose word that it has connected waits for the next tick but one.
    const watch = (message: unknown) =>
      (message as { socket: Socket }).socket.once('connect', () => process.nextTick(() => between.abort()));
    channel('net.client.socket').subscribe(watch);
    try {
      await expect(read(between)).rejects.toThrow(BrokenReadError);
    } finally {
      channel('net.client.socket').unsubscribe(watch);
    }
  });
});

const positionIn = (item: LogItem): number => (item.kind === 'checkpoint' ? item.position : Number.NaN);

const eventsOf = (items: readonly LogItem[]): readonly RecordedEvent[] =>
  items.flatMap((item) => (item.kind === 'event' ? [item.event] : []));

async function untilCaughtUp(
  client: EventStoreDBClient,
  after: Position,
  streamPrefixes: readonly string[],
): Promise<readonly LogItem[]> {
  const subscription = new ClientSubscription(client, { after, streamPrefixes });
  const items: LogItem[] = [];
  for await (const item of subscription.items()) {
    if (item.kind === 'caught-up') break;
    items.push(item);
  }
  await subscription.close();
  return items;
}

/** Events of every kind that the log may hold. */
async function fill(client: EventStoreDBClient, port: number): Promise<void> {
  for (let i = 0; i < 20; i += 1) {
    const events = Array.from({ length: 60 }, (_, n) =>
      jsonEvent({ type: 'Happened', data: { n, text: 'x'.repeat(n) }, metadata: { n, who: 'me' } }),
    );
    await client.appendToStream(`plain-${i}`, events);
  }
  const odd: readonly EventData[] = [
    jsonEvent({ type: 'NoMetadata', data: { a: 1 } }),
    jsonEvent({ type: 'Array', data: [1, 'two', null] as unknown as Record<string, unknown> }),
    jsonEvent({ type: 'Null', data: null as unknown as Record<string, unknown> }),
    jsonEvent({ type: 'Number', data: 17 as unknown as Record<string, unknown> }),
    jsonEvent({ type: 'Ünïcödé 漢字 🙂', data: { text: 'ß漢🙂 \u0000 \u2028 "\\' }, metadata: { ключ: '値' } }),
    { ...jsonEvent({ type: 'Emoji', data: {} }), metadata: { a: [] } },
    binaryEvent({ type: 'Binary', data: Buffer.from([0, 1, 2, 255, 254]), metadata: Buffer.from([7, 0, 255]) }),
    binaryEvent({ type: 'BinaryWithJsonMetadata', data: Buffer.from('text'), metadata: { a: 1 } }),
    binaryEvent({ type: 'EmptyBinary', data: Buffer.alloc(0) }),
  ];
  for (const event of odd) await client.appendToStream('odd-ж漢', event);
  const json = { contentType: 'application/json' };
  await rawAppend(port, 'raw', { ...json, type: 'BrokenJson', data: '{"a":', metadata: '{"b":' });
  await rawAppend(port, 'raw', { ...json, type: 'EmptyJson', data: '' });
  await rawAppend(port, 'raw', { contentType: 'text/plain', type: 'Text', data: '{"a":1}', metadata: '17' });
  await client.appendToStream(
    'big',
    jsonEvent({ type: 'Big', data: { text: 'ü'.repeat(500_000) }, metadata: { text: 'm'.repeat(100_000) } }),
  );
  await client.appendToStream(
    'links',
    ['0@plain-1', '3@plain-2', '0@nowhere'].map((to) => binaryEvent({ type: '$>', data: Buffer.from(to) })),
  );
  await client.setStreamMetadata('plain-3', { maxCount: 10, custom: 'yes' });
  await client.deleteStream('plain-4');
  await client.tombstoneStream('plain-5');
  await client.appendToStream('plain-4', jsonEvent({ type: 'Again', data: {} }));
}
