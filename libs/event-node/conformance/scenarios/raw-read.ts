import { binaryEvent, type Position } from '@eventstore/db-client';
import { ProtoReader, ProtoWriter } from '../../src/wire/protobuf.js';
import { rawCall } from '../raw-client.js';
import { READ_RESP, shown, type Shown } from '../raw-messages.js';
import { scenarios, type Scenario } from '../scenario.js';
import type { World } from '../world.js';
import { marker } from './subscribe-all.js';

interface RawFilter {
  readonly on?: 'type';
  readonly regex?: string;
  readonly prefix?: string;
  readonly max?: number;
}

interface RawRead {
  readonly stream?: string;
  readonly all?: boolean;
  readonly from?: 'end' | number | Position;
  readonly backwards?: boolean;
  readonly count?: number | bigint;
  readonly subscribe?: boolean;
  readonly compatibility?: number | undefined;
  readonly filter?: RawFilter;
  readonly ids?: 'none' | 'structured';
}

const EMPTY = new ProtoWriter();

function streamOptions(stream: string, from: RawRead['from']): ProtoWriter {
  const options = new ProtoWriter().message(1, new ProtoWriter().string(3, stream));
  if (typeof from === 'number') return options.uint(2, from);
  return options.message(from === 'end' ? 4 : 3, EMPTY);
}

function allOptions(from: RawRead['from']): ProtoWriter {
  if (from === undefined || typeof from === 'number') return new ProtoWriter().message(2, EMPTY);
  if (from === 'end') return new ProtoWriter().message(3, EMPTY);
  return new ProtoWriter().message(1, new ProtoWriter().uint(1, from.commit).uint(2, from.prepare));
}

function filterOptions({ on, regex, prefix, max }: RawFilter): ProtoWriter {
  const expression = new ProtoWriter();
  if (prefix !== undefined) expression.string(2, prefix);
  if (regex !== undefined) expression.string(1, regex);
  const options = new ProtoWriter().message(on === 'type' ? 2 : 1, expression);
  return (max === undefined ? options.message(4, EMPTY) : options.uint(3, max)).uint(5, 1);
}

function readRequest(read: RawRead): Buffer {
  const options = new ProtoWriter();
  if (read.stream !== undefined) options.message(1, streamOptions(read.stream, read.from));
  if (read.all) options.message(2, allOptions(read.from));
  options.uint(3, read.backwards ? 1 : 0);
  if (read.count !== undefined) options.uint(5, read.count);
  if (read.subscribe) options.message(6, EMPTY);
  if (read.filter) options.message(7, filterOptions(read.filter));
  else options.message(8, EMPTY);
  if (read.ids !== 'none') options.message(9, new ProtoWriter().message(read.ids === 'structured' ? 1 : 2, EMPTY));
  if (read.compatibility !== undefined) options.message(10, new ProtoWriter().uint(1, read.compatibility));
  return new ProtoWriter().message(1, options).finish();
}

interface Look {
  /** Events with all their fields. */
  readonly whole?: boolean;
  readonly ms?: number;
  readonly until?: string;
}

/** The messages that a read gets, and its end where that is no success. */
async function rawRead(
  world: World,
  request: Buffer,
  { whole = false, ms = 3000, until }: Look = {},
): Promise<unknown[]> {
  const log: unknown[] = [];
  const end = await rawCall(world.connection, 'streams.Streams/Read', {
    messages: [request],
    ms,
    deliver: (message) => {
      const content = shown(new ProtoReader(message), READ_RESP);
      const { event } = (content['EVENT'] ?? {}) as { event?: { streamIdentifier: Shown; streamRevision: string } };
      const name = String(event?.streamIdentifier['streamName']);
      log.push(event && !whole ? `EVENT ${name}@${event.streamRevision}` : content);
      return until !== undefined && until in content;
    },
  });
  if (end === 'given up') log.push('<cancelled by the recorder>');
  else if (typeof end === 'object') log.push(end);
  return log;
}

const confirmed = (log: unknown[]): unknown[] =>
  log.map((entry) => {
    const { CONFIRMATION } = entry as { CONFIRMATION?: { subscriptionId: string } };
    const known = CONFIRMATION && /^[0-9a-f-]{36}$/.test(CONFIRMATION.subscriptionId);
    return known ? { CONFIRMATION: { subscriptionId: '<uuid>' } } : entry;
  });

/** What reads and subscriptions put on the wire; clients in other languages depend on it. */
export const rawReadScenarios: Scenario[] = scenarios('raw.', {
  'read.stream-messages': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(5));
    const reads: Readonly<Record<string, RawRead>> = {
      forwards: { stream, count: 100 },
      'forwards count 2': { stream, count: 2 },
      'forwards from 3': { stream, from: 3, count: 100 },
      'forwards beyond': { stream, from: 9, count: 100 },
      'backwards from end count 2': { stream, from: 'end', backwards: true, count: 2 },
      'missing stream': { stream: world.stream('m'), count: 2 },
      '$all from end backwards count 2': { all: true, from: 'end', backwards: true, count: 2 },
      '$all forwards from end': { all: true, from: 'end', count: 10 },
    };
    for (const compatibility of [undefined, 0, 1])
      for (const [key, read] of Object.entries(reads)) {
        const log = await rawRead(world, readRequest({ ...read, compatibility }));
        const anonymous = log.map((entry) => (read.all && typeof entry === 'string' ? 'EVENT' : entry));
        world.note(`compatibility ${compatibility}: ${key}`, anonymous);
      }
  },
  'read.event-fields': async (world) => {
    const stream = world.stream('s');
    const binary = binaryEvent({ type: 'bin', data: Buffer.from('xyz') });
    await world.client.appendToStream(stream, [world.event('json', { a: 1 }, { m: 1 }, world.id('j')), binary]);
    world.note('string ids', await rawRead(world, readRequest({ stream, count: 10 }), { whole: true }));
    const [first] = await rawRead(world, readRequest({ stream, count: 1, ids: 'structured' }), { whole: true });
    const { id } = (first as { EVENT: { event: { id: { structured?: Shown } } } }).EVENT.event;
    world.note('structured id: keys', Object.keys(id));
    const halves = [id.structured?.['mostSignificantBits'], id.structured?.['leastSignificantBits']];
    world.note(
      'structured id: halves are non-zero',
      halves.every((half) => half !== undefined && half !== '0'),
    );
  },
  'read.odd-options': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(2));
    const note = async (key: string, read: RawRead, ms?: number): Promise<void> =>
      world.note(key, await rawRead(world, readRequest(read), ms === undefined ? {} : { ms }));
    world.note('no options', await rawRead(world, Buffer.alloc(0)));
    await note('no stream option', { count: 1 });
    await note('no count, no subscription', { stream });
    await note('no uuid option', { stream, count: 1, ids: 'none' });
    await note('compatibility 2', { stream, count: 1, compatibility: 2 });
    await note('filter on one stream', { stream, count: 5, filter: { prefix: 'x' } });
    await note('subscription backwards', { stream, subscribe: true, backwards: true }, 500);
    await note('count 2^63', { stream, count: 2n ** 63n });
    await note('count 2^64-1', { stream, count: 2n ** 64n - 1n });
    await note('count 2^31', { stream, count: 2n ** 31n });
  },
  'read.all-with-filter': async (world) => {
    const [a, b] = [world.stream('a'), world.stream('b')];
    const from = await marker(world);
    for (let i = 0; i < 6; i++) {
      await world.client.appendToStream(a, world.event(`ta${i}`));
      await world.client.appendToStream(b, world.event(`tb${i}`));
    }
    const note = async (key: string, read: RawRead): Promise<void> =>
      world.note(key, await rawRead(world, readRequest({ all: true, from, count: 100, ...read })));
    await note('forwards, prefix', { filter: { prefix: a } });
    await note('forwards, prefix, count 2', { count: 2, filter: { prefix: a } });
    await note('forwards, type regex, count 3', { count: 3, filter: { on: 'type', regex: '^tb[2-5]$' } });
    await note('forwards, prefix, max window 3', { filter: { prefix: a, max: 3 } });
    await note('forwards, prefix that matches nothing, max window 3', { filter: { prefix: `${a}zzz`, max: 3 } });
    const backwards = { from: 'end', backwards: true, count: 2, filter: { prefix: a } } as const;
    await note('backwards from end, prefix, count 2', backwards);
    await note('forwards, prefix, compatibility 1', { compatibility: 1, filter: { prefix: a } });
  },
  'subscribe.messages': async (world) => {
    const stream = world.stream('s');
    const { position } = await world.client.appendToStream(stream, world.events(3));
    const note = async (key: string, read: RawRead): Promise<void> => {
      const log = await rawRead(world, readRequest({ subscribe: true, ...read }), { until: 'CAUGHT_UP' });
      world.note(key, confirmed(log));
    };
    const last = position ?? { commit: 0n, prepare: 0n };
    await note('stream', { stream });
    await note('stream, from end', { stream, from: 'end' });
    await note('$all from the last position', { all: true, from: last });
    await note('$all, filter, from the last position', { all: true, from: last, filter: { prefix: stream, max: 10 } });
  },
});
