import {
  ANY,
  BACKWARDS,
  END,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type DeleteStreamOptions,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { attempt, sleep, succeeded, type World } from '../world.js';

const LAST_FIRST = { direction: BACKWARDS, fromRevision: END } as const;
const RECREATED: readonly (readonly [string, AppendExpectedRevision])[] = [
  ['no_stream', NO_STREAM],
  ['any', ANY],
  ['exact last revision (2)', 2n],
  ['exact 0', 0n],
  ['stream_exists', STREAM_EXISTS],
];

async function filled(world: World, label: string): Promise<string> {
  const stream = world.stream(label);
  await world.client.appendToStream(stream, world.events(3));
  return stream;
}

/** EventStoreDB moves `$tb` just after it has acknowledged the append that recreates a stream. */
async function settled(world: World, stream: string): Promise<void> {
  for (let i = 0; i < 100; i++) {
    const result = await attempt(() => world.client.getStreamMetadata(stream));
    const metadata = result instanceof Error ? undefined : (result.metadata as { truncateBefore?: number } | undefined);
    if (!((metadata?.truncateBefore ?? 0) > 1e15)) return;
    await sleep(20);
  }
}

const remove = (
  world: World,
  key: string,
  stream: string,
  expectedRevision?: AppendExpectedRevision,
): Promise<unknown> => {
  const options = (expectedRevision === undefined ? {} : { expectedRevision }) as DeleteStreamOptions;
  return world.step(key, () => world.client.deleteStream(stream, options));
};

/** Soft deletes: what can still be seen, and how a stream comes back. */
export const deleteScenarios: Scenario[] = scenarios('delete.', {
  soft: async (world) => {
    const stream = world.stream('s');
    await world.append('append 3', stream, world.events(3));
    await remove(world, 'delete', stream);
    await world.list('read', stream);
    world.note('read backwards', await world.read(stream, LAST_FIRST));
    world.note('read from 1', await world.read(stream, { fromRevision: 1n }));
    await world.metadata('metadata', stream);
    await world.full('$$ stream', `$$${stream}`);
    await remove(world, 'delete again any', stream);
    await remove(world, 'delete again exact 2', stream, 2n);
    await remove(world, 'delete again no_stream', stream, NO_STREAM);
    await world.append('append stream_exists', stream, world.events(1), { expectedRevision: STREAM_EXISTS });
  },
  'soft.recreate': async (world) => {
    for (const [key, expectedRevision] of RECREATED) {
      const stream = await filled(world, key);
      await world.client.deleteStream(stream);
      const again = await world.append(`${key}: append`, stream, world.events(2, 'n'), { expectedRevision });
      if (succeeded(again)) await settled(world, stream);
      await world.list(`${key}: read`, stream);
      await world.list(`${key}: read backwards from end`, stream, LAST_FIRST);
      await world.metadata(`${key}: metadata`, stream);
      await world.append(`${key}: next exact 4`, stream, world.events(1, 'm'), { expectedRevision: 4n });
      await remove(world, `${key}: delete again`, stream);
      const third = `${key}: third life no_stream`;
      await world.append(third, stream, world.events(1, 'third'), { expectedRevision: NO_STREAM });
      await settled(world, stream);
      await world.list(`${key}: read third life`, stream);
    }
  },
  'soft.keeps-other-metadata': async (world) => {
    const stream = await filled(world, 's');
    await world.client.setStreamMetadata(stream, { maxCount: 2, custom: 'x', acl: { readRoles: ['r'] } });
    await remove(world, 'delete', stream);
    await world.metadata('metadata after delete', stream);
    await world.append('append', stream, world.events(1, 'n'));
    await settled(world, stream);
    await world.metadata('metadata after recreation', stream);
    await world.list('read', stream);
  },
  'soft.undelete-by-metadata': async (world) => {
    const stream = await filled(world, 's');
    await world.client.deleteStream(stream);
    await world.step('set {} metadata', () => world.client.setStreamMetadata(stream, {}));
    for (let i = 0; i < 50; i++) {
      const { metadata } = await world.client.getStreamMetadata(stream);
      if ((metadata as { truncateBefore?: number } | undefined)?.truncateBefore === 3) break;
      await sleep(20);
    }
    await world.list('read a moment later', stream);
    await world.metadata('metadata a moment later', stream);
  },
  'expected-revision': async (world) => {
    const right = await filled(world, 'a');
    await remove(world, 'exact 2 (right)', right, 2n);
    const stream = await filled(world, 'b');
    await remove(world, 'exact 1 (wrong)', stream, 1n);
    await remove(world, 'exact 9 (wrong)', stream, 9n);
    await remove(world, 'no_stream (wrong)', stream, NO_STREAM);
    await world.list('still there', stream);
    for (const [word, expected] of [
      ['any', ANY],
      ['no_stream', NO_STREAM],
      ['exact 0', 0n],
    ] as const) {
      const missing = world.stream(`m${word}`);
      const key = `missing stream, ${word}`;
      await remove(world, key, missing, expected);
      world.note(`${key}: read`, await world.read(missing));
      await world.append(`${key}: append no_stream`, missing, world.events(1), { expectedRevision: NO_STREAM });
      await world.list(`${key}: read after append`, missing);
    }
  },
  'deadline-in-the-past': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await client.appendToStream(stream, world.events(1));
    await world.step('deleteStream', () => client.deleteStream(stream, { deadline: -1000 }));
    await world.step('tombstoneStream', () => client.tombstoneStream(stream, { deadline: -1000 }));
  },
});
