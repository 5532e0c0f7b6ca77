import {
  ANY,
  BACKWARDS,
  END,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type TombstoneStreamOptions,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { short } from '../shown.js';
import { isRead, type World } from '../world.js';

const EXPECTATIONS: readonly (readonly [string, AppendExpectedRevision])[] = [
  ['any', ANY],
  ['no_stream', NO_STREAM],
  ['stream_exists', STREAM_EXISTS],
];

const end = (
  world: World,
  key: string,
  stream: string,
  expectedRevision?: AppendExpectedRevision,
): Promise<unknown> => {
  const options = (expectedRevision === undefined ? {} : { expectedRevision }) as TombstoneStreamOptions;
  return world.step(key, () => world.client.tombstoneStream(stream, options));
};

async function filled(world: World, label: string, deleted = false): Promise<string> {
  const stream = world.stream(label);
  await world.client.appendToStream(stream, world.events(3));
  if (deleted) await world.client.deleteStream(stream);
  return stream;
}

/** Tombstones: nothing works on the stream any more. */
export const tombstoneScenarios: Scenario[] = scenarios('tombstone.', {
  basics: async (world) => {
    const { client, unary } = world;
    const stream = world.stream('s');
    await world.append('append 3', stream, world.events(3));
    await client.setStreamMetadata(stream, { custom: 1 });
    await end(world, 'tombstone', stream);
    world.note('read', await world.read(stream));
    world.note('read backwards', await world.read(stream, { direction: BACKWARDS, fromRevision: END }));
    world.note('read from 1', await world.read(stream, { fromRevision: 1n, maxCount: 1 }));
    for (const [word, expectedRevision] of [...EXPECTATIONS, ['exact 2', 2n] as const]) {
      await world.append(`append ${word}`, stream, world.events(1), { expectedRevision });
      await world.append(`append ${word} unary`, stream, world.events(1), { expectedRevision }, unary);
    }
    const quiet = world.connect('throwOnAppendFailure=false');
    await world.append('append any, throwOnAppendFailure=false', stream, world.events(1), {}, quiet);
    await world.append('append [] any', stream, []);
    await world.step('delete', () => client.deleteStream(stream));
    await end(world, 'tombstone again', stream);
    await end(world, 'tombstone again exact 2', stream, 2n);
    await world.metadata('get metadata', stream);
    await world.step('set metadata', () => client.setStreamMetadata(stream, { a: 1 }));
    const read = await world.read(`$$${stream}`);
    world.note('$$ stream', isRead(read) ? short(read) : read);
  },
  'retry-of-earlier-append': async (world) => {
    const stream = world.stream('s');
    const event = world.event('a', {}, undefined, world.id('a'));
    await world.append('append', stream, event, { expectedRevision: NO_STREAM });
    await world.client.tombstoneStream(stream);
    await world.append('retry no_stream', stream, event, { expectedRevision: NO_STREAM });
    await world.append('retry any', stream, event, { expectedRevision: ANY });
  },
  'expected-revision': async (world) => {
    await end(world, 'exact 2 (right)', await filled(world, 'a'), 2n);
    const stream = await filled(world, 'b');
    await end(world, 'exact 1 (wrong)', stream, 1n);
    await end(world, 'exact 9 (wrong)', stream, 9n);
    await end(world, 'no_stream (wrong)', stream, NO_STREAM);
    await end(world, 'stream_exists', stream, STREAM_EXISTS);
    for (const [word, expected] of [...EXPECTATIONS, ['exact 0', 0n] as const]) {
      const missing = world.stream(`m${word}`);
      await end(world, `missing stream, ${word}`, missing, expected);
      world.note(`missing stream, ${word}: read`, await world.read(missing));
    }
    const deleted = await filled(world, 'd', true);
    await end(world, 'tombstone of a soft deleted stream, any', deleted);
    world.note('then read', await world.read(deleted));
    await end(world, 'tombstone of a soft deleted stream, exact 2', await filled(world, 'd2', true), 2n);
    await end(world, 'tombstone of a soft deleted stream, no_stream', await filled(world, 'd3', true), NO_STREAM);
  },
});
