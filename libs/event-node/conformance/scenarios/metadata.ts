import {
  BACKWARDS,
  binaryEvent,
  END,
  jsonEvent,
  NO_STREAM,
  START,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type EventData,
  type JSONType,
  type StreamMetadata,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { sleep, type World } from '../world.js';

const LAST_FIRST = { direction: BACKWARDS, fromRevision: END } as const;

const set = (
  world: World,
  key: string,
  stream: string,
  metadata: Record<string, unknown>,
  expectedRevision?: AppendExpectedRevision,
): Promise<unknown> => {
  const options = expectedRevision === undefined ? {} : { expectedRevision };
  return world.step(key, () => world.client.setStreamMetadata(stream, metadata as StreamMetadata, options));
};

const expecting = (expectedRevision: AppendExpectedRevision): { expectedRevision: AppendExpectedRevision } => ({
  expectedRevision,
});

const WHOLE_ACL = {
  readRoles: ['a', 'b'],
  writeRoles: 'c',
  deleteRoles: ['d'],
  metaReadRoles: 'e',
  metaWriteRoles: ['f'],
};

const ODD: Readonly<Record<string, unknown>> = {
  '$maxCount string': { $maxCount: 'abc' },
  '$maxCount 0': { $maxCount: 0 },
  '$maxCount -1': { $maxCount: -1 },
  '$maxCount 1.5': { $maxCount: 1.5 },
  '$tb -1': { $tb: -1 },
  '$maxAge 0': { $maxAge: 0 },
  '$maxAge -5': { $maxAge: -5 },
  'array instead of object': [1],
  'json string': 'text',
  null: null,
};

/** Metadata of streams, and what `$maxCount`, `$maxAge` and `$tb` hide. */
export const metadataScenarios: Scenario[] = scenarios('metadata.', {
  'round-trip': async (world) => {
    const stream = world.stream('s');
    await world.metadata('get on a missing stream', stream);
    const all = { maxCount: 5, maxAge: 3600, truncateBefore: 2, cacheControl: 10, acl: WHOLE_ACL };
    await set(world, 'set on a missing stream', stream, { ...all, custom: { n: 1, u: '注文' }, list: [1, 2] });
    await world.metadata('get', stream);
    await world.full('the $$ stream', `$$${stream}`);
    world.note('the stream itself', await world.read(stream));
    await set(world, 'set again (replaces all)', stream, { other: true });
    await world.metadata('get after replace', stream);
    await set(world, 'set {}', stream, {});
    await world.metadata('get after {}', stream);
    await set(world, 'set no_stream (there is one)', stream, { x: 1 }, NO_STREAM);
    await set(world, 'set exact 2', stream, { x: 1 }, 2n);
    await set(world, 'set exact 2 again (stale)', stream, { x: 2 }, 2n);
    await set(world, 'set stream_exists', stream, { x: 3 }, STREAM_EXISTS);
    await set(world, 'set no_stream on another missing stream', world.stream('o'), { x: 1 }, NO_STREAM);
    await set(world, 'set stream_exists on another missing stream', world.stream('o2'), { x: 1 }, STREAM_EXISTS);
    const append = (word: AppendExpectedRevision): Promise<unknown> =>
      world.append(`append ${word} to a stream with metadata only`, stream, world.events(1), expecting(word));
    await append(STREAM_EXISTS);
    await append(NO_STREAM);
    await world.list('stream after $tb was dropped', stream);
  },
  'meta-of-meta': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    await set(world, 'set on $$s', `$$${stream}`, { maxCount: 1 });
    await world.metadata('get of $$s', `$$${stream}`);
    for (let i = 0; i < 3; i++) await client.setStreamMetadata(stream, { i });
    await world.list('$$s keeps', `$$${stream}`);
    const ordinary = world.stream('d');
    await client.appendToStream(ordinary, world.events(1));
    for (let i = 0; i < 3; i++) await client.setStreamMetadata(ordinary, { i });
    await world.list('$$ of an ordinary stream: by default keeps', `$$${ordinary}`);
    await world.list('backwards', `$$${ordinary}`, LAST_FIRST);
  },
  'odd-values': async (world) => {
    const filled = async (label: string): Promise<string> => {
      const stream = world.stream(label);
      await world.client.appendToStream(stream, world.events(3));
      return stream;
    };
    for (const [key, data] of Object.entries(ODD)) {
      const stream = await filled(key);
      await world.append(key, `$$${stream}`, jsonEvent({ type: '$metadata', data: data as JSONType }));
      await world.revisions(`${key}: then read`, stream);
      await world.metadata(`${key}: then get`, stream);
    }
    const limit = { $maxCount: 1 };
    const typed = await filled('other type');
    const other = jsonEvent({ type: 'other', data: limit }) as EventData;
    await world.append('type is not $metadata, data {"$maxCount":1}', `$$${typed}`, other);
    await world.revisions('then read', typed);
    const binary = await filled('binary');
    const bytes = binaryEvent({ type: '$metadata', data: Buffer.from(JSON.stringify(limit)) }) as EventData;
    await world.append('$metadata with binary content type', `$$${binary}`, bytes);
    await world.revisions('binary then read', binary);
    await world.metadata('binary then get', binary);
  },
  maxCount: async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(10));
    await set(world, 'set 3', stream, { maxCount: 3 });
    await world.revisions('forwards from start', stream);
    await world.revisions('forwards from start maxCount 2', stream, { maxCount: 2 });
    await world.revisions('forwards from 0 maxCount 2', stream, { fromRevision: 0n, maxCount: 2 });
    await world.revisions('forwards from 5 maxCount 1', stream, { fromRevision: 5n, maxCount: 1 });
    await world.revisions('forwards from 8', stream, { fromRevision: 8n });
    await world.revisions('backwards from end', stream, LAST_FIRST);
    await world.revisions('backwards from 8', stream, { direction: BACKWARDS, fromRevision: 8n });
    await world.revisions('backwards from 5', stream, { direction: BACKWARDS, fromRevision: 5n });
    await world.revisions('backwards from start', stream, { direction: BACKWARDS, fromRevision: START });
    await world.append('append two more', stream, world.events(2, 'x'));
    await world.revisions('after two more', stream);
    await world.append('exact 11', stream, world.events(1, 'y'), expecting(11n));
    await world.revisions('after one more', stream);
    await set(world, 'set 8', stream, { maxCount: 8 });
    await world.revisions('widened to 8', stream);
    await set(world, 'set {}', stream, {});
    await world.revisions('no limit again', stream);
  },
  truncateBefore: async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(10));
    await set(world, 'set 5', stream, { truncateBefore: 5 });
    await world.revisions('forwards from start', stream);
    await world.revisions('forwards from 3', stream, { fromRevision: 3n });
    await world.revisions('forwards from start maxCount 2', stream, { maxCount: 2 });
    await world.revisions('backwards from end', stream, LAST_FIRST);
    await world.revisions('backwards from 3', stream, { direction: BACKWARDS, fromRevision: 3n });
    await set(world, 'set 10 (one past the last)', stream, { truncateBefore: 10 });
    await world.revisions('all truncated: read', stream);
    await world.revisions('all truncated: backwards', stream, LAST_FIRST);
    await world.append('stream_exists while all truncated', stream, world.events(1, 's'), expecting(STREAM_EXISTS));
    await set(world, 'set 100 (beyond)', stream, { truncateBefore: 100 });
    await world.revisions('tb 100: read', stream);
    await world.append('append any while tb is beyond', stream, world.events(1, 'z'));
    await world.revisions('tb 100: read after append', stream);
    await world.append('append no_stream while tb is beyond', stream, world.events(1, 'z'), expecting(NO_STREAM));
    await set(world, 'set 0', stream, { truncateBefore: 0 });
    await world.revisions('tb 0: read', stream);
  },
  maxAge: async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(3));
    await set(world, 'set 1 s', stream, { maxAge: 1 });
    await sleep(2300);
    await world.revisions('after 2.3 s: read', stream);
    await world.revisions('after 2.3 s: backwards', stream, LAST_FIRST);
    await world.append('append no_stream', stream, world.events(1), expecting(NO_STREAM));
    await world.append('append stream_exists', stream, world.events(1), expecting(STREAM_EXISTS));
    await world.append('append exact 2', stream, world.events(1), expecting(2n));
    await world.revisions('read at once after', stream);
    await set(world, 'set 1 hour', stream, { maxAge: 3600 });
    await world.revisions('with one hour', stream);
  },
});
