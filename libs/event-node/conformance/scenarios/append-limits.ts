import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, NO_STREAM, type EventData } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { whole } from '../shown.js';
import { isRead, sleep, type World } from '../world.js';
import { clientOf, freshClient, type Path } from './append-revisions.js';

const MIB = 1024 * 1024;

const SIZES: readonly (readonly [string, number])[] = [
  ['1000000', 1_000_000],
  ['1 MiB - 1000', MIB - 1000],
  ['1 MiB - 1', MIB - 1],
  ['1 MiB', MIB],
  ['1 MiB + 1', MIB + 1],
  ['3.9 MiB', Math.floor(3.9 * MIB)],
  ['5 MiB', 5 * MIB],
  ['17 MiB', 17 * MIB],
];

const binary = (bytes: number, metadata = 0, type = 'big'): EventData => {
  const event = { type, data: Buffer.alloc(bytes, 97) };
  return binaryEvent(metadata ? { ...event, metadata: Buffer.alloc(metadata, 98) } : event);
};

const many = (count: number, make: () => EventData): EventData[] => Array.from({ length: count }, make);

/** How large an append may be, what a bad event is, and what a deadline does. */
export const appendLimits = (path: Path): Scenario[] =>
  scenarios(`append.${path}.`, {
    'size.one-event': async (world) => {
      for (const [size, bytes] of SIZES) {
        const client = freshClient(world, path);
        const stream = world.stream(`b${size}`);
        await world.append(`binary ${size}`, stream, binary(bytes), { expectedRevision: NO_STREAM }, client);
        await noteRead(world, `read back ${size}`, stream, (sizes) => sizes);
        const after = world.stream(`after${size}`);
        const key = `same client, small event after ${size}`;
        await world.append(key, after, world.events(1), { expectedRevision: NO_STREAM }, client);
        await client.dispose();
      }
    },
    'size.what-counts': async (world) => {
      const appends: readonly (readonly [string, string, EventData | EventData[]])[] = [
        ['600 kB data + 600 kB metadata', 'm', binary(600_000, 600_000)],
        ['10 B data + 1.2 MB metadata', 'm2', binary(10, 1_200_000)],
        ['two events of 600 kB', 'two', many(2, () => binary(600_000))],
        ['3000 events of 400 B (1.2 MB)', 'many', many(3000, () => binary(400))],
        ['10000 events of 400 B (4 MB: the client splits the request)', 'many2', many(10_000, () => binary(400))],
        ['5000 events with empty data', 'none', many(5000, () => binary(0, 0, 't'))],
        ['one event, type of 1.2 M characters', 'type', world.event('t'.repeat(1_200_000))],
      ];
      for (const [key, label, events] of appends)
        await world.append(key, world.stream(label), events, {}, clientOf(world, path));
      for (const [, label] of appends)
        await noteRead(world, `count in <${label}>`, world.labels.raw(`<${label}>`), (sizes) => sizes.length);
    },
    'size.exact-limit': async (world) => {
      const shapes: readonly (readonly [string, (bytes: number) => EventData])[] = [
        ['binary event, type "abc", no metadata', (bytes) => binary(bytes, 0, 'abc')],
        ['binary event, type "abcdefghij", no metadata', (bytes) => binary(bytes, 0, 'abcdefghij')],
        ['binary event, type "abc", metadata of 100 bytes', (bytes) => binary(bytes, 100, 'abc')],
      ];
      for (const [key, make] of shapes) world.note(key, await largest(world, path, key, make));
    },
    'odd-requests': async (world) => {
      const odd: Readonly<Record<string, Partial<EventData>>> = {
        'id not a uuid': { id: 'not-a-uuid' },
        'id empty': { id: '' },
        'id all zero': { id: '00000000-0000-0000-0000-000000000000' },
        'id upper case': { id: randomUUID().toUpperCase() },
        'content type unknown': { contentType: 'text/plain' as 'application/json' },
        'content type empty': { contentType: '' as 'application/json' },
      };
      for (const [key, fields] of Object.entries(odd)) {
        const client = freshClient(world, path);
        const stream = world.stream(key);
        const plain = {
          id: randomUUID(),
          contentType: 'application/json',
          type: 't',
          data: { a: 1 },
          metadata: undefined,
        };
        const event = { ...plain, ...fields } as EventData;
        const silence = sleep(3000).then(() => 'no answer in 3 s');
        await world.step(key, () => Promise.race([client.appendToStream(stream, [event]), silence]));
        const read = await world.read(stream);
        world.note(`${key}: read`, isRead(read) ? whole(read) : read);
        const after = world.stream(`after ${key}`);
        await world.append(`${key}: small event after on the same client`, after, world.events(1), {}, client);
      }
    },
    deadline: async (world) => {
      const client = freshClient(world, path);
      const stream = world.stream('s');
      const past = { expectedRevision: NO_STREAM, deadline: -5000 } as const;
      await world.append('deadline already past', stream, world.events(1), past, client);
      await world.list('was it written', stream);
      await world.append(
        'next append on the same client',
        stream,
        world.events(1, 'n'),
        { expectedRevision: ANY },
        client,
      );
      const far = { expectedRevision: ANY, deadline: Number.MAX_SAFE_INTEGER } as const;
      await world.append(
        'deadline 1 ms after epoch overflow (one year cap)',
        stream,
        world.events(1, 'm'),
        far,
        client,
      );
      const patient = freshClient(world, path, 'defaultDeadline=5000');
      await world.append('defaultDeadline=5000', stream, world.events(1, 'd'), { expectedRevision: ANY }, patient);
    },
  });

async function noteRead(world: World, key: string, stream: string, of: (sizes: number[]) => unknown): Promise<void> {
  const read = await world.read(stream);
  const size = (data: unknown): number => (data as { length?: number }).length ?? 0;
  world.note(key, isRead(read) ? of(read.map(({ event }) => size(event?.data))) : read);
}

/** Finds by bisection between a size that is taken and one that is not. */
async function largest(world: World, path: Path, key: string, make: (bytes: number) => EventData): Promise<unknown> {
  let taken = 1_000_000;
  let refused = 1_100_000;
  while (refused - taken > 1) {
    const middle = (taken + refused) >> 1;
    const append = clientOf(world, path).appendToStream(world.stream(`x${key}${middle}`), make(middle));
    const fits = await append.then(
      () => true,
      () => false,
    );
    if (fits) taken = middle;
    else refused = middle;
  }
  return { largestAccepted: taken, smallestRefused: refused };
}
