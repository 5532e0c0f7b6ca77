import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { withoutBatches, type World } from '../world.js';

export type Path = 'batch' | 'unary';

export const clientOf = (world: World, path: Path): EventStoreDBClient =>
  path === 'batch' ? world.client : world.unary;

/** A new client of its own for one path. */
export const freshClient = (world: World, path: Path, extra = ''): EventStoreDBClient =>
  path === 'batch' ? world.connect(extra) : withoutBatches(world.connect(extra));

const EXPECTATIONS: readonly (readonly [string, AppendExpectedRevision])[] = [
  ['any', ANY],
  ['no_stream', NO_STREAM],
  ['stream_exists', STREAM_EXISTS],
];

/** What an append says to each expected revision. */
export const appendRevisions = (path: Path): Scenario[] =>
  scenarios(`append.${path}.`, {
    'which-call': async (world) => {
      const batchAppend = { path: '/event_store.client.streams.Streams/BatchAppend' };
      const client = clientOf(world, path) as unknown as { supports(method: object): Promise<boolean> };
      world.note('supportsBatchAppend', await client.supports(batchAppend));
    },
    'expected-revision': async (world) => {
      const stream = world.stream('s');
      const append = (key: string, count: number, expectedRevision?: AppendExpectedRevision): Promise<unknown> => {
        const options = expectedRevision === undefined ? {} : { expectedRevision };
        return world.append(key, stream, world.events(count), options, clientOf(world, path));
      };
      await append('no_stream on a new stream', 1, NO_STREAM);
      await append('no_stream again (revision is 0)', 1, NO_STREAM);
      await append('exact 0 (right)', 2, 0n);
      await append('exact 0 (stale, is 2)', 1, 0n);
      await append('exact 7 (ahead, is 2)', 1, 7n);
      await append('stream_exists', 1, STREAM_EXISTS);
      await append('any', 1, ANY);
      await append('default (no option)', 1);
      await world.append('single event, not an array', stream, world.event('single'), {}, clientOf(world, path));
      await world.list('stream', stream);
    },
    'expected-revision-on-missing-stream': async (world) => {
      const steps: readonly (readonly [string, string, AppendExpectedRevision])[] = [
        ['stream_exists', 'a', STREAM_EXISTS],
        ['exact 0', 'b', 0n],
        ['exact 5', 'c', 5n],
        ['any', 'd', ANY],
      ];
      for (const [key, label, expectedRevision] of steps)
        await world.append(key, world.stream(label), world.events(1), { expectedRevision }, clientOf(world, path));
      await world.list('nothing was written', world.labels.raw('<a>'));
    },
    'throwOnAppendFailure-false': async (world) => {
      const client = freshClient(world, path, 'throwOnAppendFailure=false');
      const stream = world.stream('s');
      const append = (
        key: string,
        name: string,
        count: number,
        expectedRevision: AppendExpectedRevision,
      ): Promise<unknown> => world.append(key, name, world.events(count), { expectedRevision }, client);
      await append('three events', stream, 3, NO_STREAM);
      await append('no_stream but is 2', stream, 1, NO_STREAM);
      await append('exact 0 but is 2', stream, 1, 0n);
      await append('exact 9 but is 2', stream, 1, 9n);
      await append('exact 4 on missing', world.stream('m'), 1, 4n);
      await append('stream_exists on missing', world.stream('m2'), 1, STREAM_EXISTS);
    },
    'empty-list': async (world) => {
      const client = clientOf(world, path);
      for (const [word, expectedRevision] of [...EXPECTATIONS, ['exact 0', 0n] as const]) {
        const missing = world.stream(`missing ${word}`);
        await world.append(`[] ${word} on a missing stream`, missing, [], { expectedRevision }, client);
        await world.list(`read of it after [] ${word}`, missing);
      }
      const stream = world.stream('s');
      await world.append('two events', stream, world.events(2), { expectedRevision: NO_STREAM }, client);
      const exact = [
        ['exact 0 (stale)', 0n],
        ['exact 1 (right)', 1n],
        ['exact 9', 9n],
      ] as const;
      for (const [word, expectedRevision] of [...EXPECTATIONS, ...exact])
        await world.append(`[] ${word} on a stream at 1`, stream, [], { expectedRevision }, client);
      await world.list('stream', stream);
      const given = world.labels.raw('<missing any>');
      const key = 'no_stream append to a stream that was given [] before';
      await world.append(key, given, world.events(1), { expectedRevision: NO_STREAM }, client);
    },
    'several-events': async (world) => {
      const client = clientOf(world, path);
      const stream = world.stream('s');
      await world.append('five events', stream, world.events(5), { expectedRevision: NO_STREAM }, client);
      await world.append(
        'five more with a wrong revision',
        stream,
        world.events(5, 'w'),
        { expectedRevision: 3n },
        client,
      );
      await world.list('only the first five', stream);
    },
    'pipelined-exact-revisions': async (world) => {
      const client = clientOf(world, path);
      const stream = world.stream('s');
      await client.appendToStream(stream, world.event('first'), { expectedRevision: NO_STREAM });
      const appends = Array.from({ length: 100 }, (_, i) =>
        client.appendToStream(stream, world.event(`p${i + 1}`), { expectedRevision: BigInt(i) }),
      );
      const results = await Promise.allSettled(appends);
      if (path === 'unary') return world.note('note', 'order is not defined with unary calls');
      const values = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
      world.note('successes', values.filter((value) => value.success).length);
      world.note(
        'nextExpectedRevisions',
        values.every((value, i) => value.nextExpectedRevision === BigInt(i + 1)),
      );
      const read = await world.read(stream);
      const types = Array.isArray(read) ? (read as { event?: { type: string } }[]).map(({ event }) => event?.type) : [];
      world.note('count', types.length);
      world.note(
        'inCallOrder',
        types.every((type, i) => type === (i ? `p${i}` : 'first')),
      );
    },
  });
