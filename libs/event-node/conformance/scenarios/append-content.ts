import { ANY, binaryEvent, jsonEvent, NO_STREAM, type EventData, type JSONType } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { short, whole } from '../shown.js';
import { isRead } from '../world.js';
import { clientOf, type Path } from './append-revisions.js';

const json = (data: unknown, metadata?: unknown): EventData =>
  jsonEvent({ type: 'e', data: data as JSONType, metadata: metadata as JSONType });

const bytes = (data: Uint8Array, metadata?: unknown): EventData =>
  binaryEvent(metadata === undefined ? { type: 'e', data } : { type: 'e', data, metadata: metadata as JSONType });

const CONTENTS: Readonly<Record<string, () => EventData>> = {
  'json object': () => json({ a: 1, b: [1, 2, { c: null }], u: 'zażółć 🚀 \u0000 "q"' }),
  'json array': () => json([1, 2, 3]),
  'json string': () => json('str'),
  'json number': () => json(1.5e300),
  'json null': () => json(null),
  'json false': () => json(false),
  'json {}': () => json({}),
  'binary all bytes': () => bytes(Uint8Array.from({ length: 256 }, (_, i) => i)),
  'binary empty': () => bytes(Buffer.alloc(0)),
  'binary that is valid json': () => bytes(Buffer.from('{"a":1}')),
  'metadata object': () => json({}, { k: 'v', n: 1, u: '注文' }),
  'metadata {}': () => json({}, {}),
  'metadata null': () => json({}, null),
  'metadata undefined': () => json({}),
  'metadata string': () => json({}, 'text'),
  'metadata binary': () => json({}, Buffer.from([0, 255, 1, 254])),
  'binary data, binary metadata': () => bytes(Buffer.from([1, 2]), Buffer.from([9, 8])),
  'binary data, json metadata': () => bytes(Buffer.from([1, 2]), { a: 1 }),
  '$correlationId metadata': () => json({}, { $correlationId: 'c1', $causationId: 'c2' }),
};

const TYPES: Readonly<Record<string, string>> = {
  plain: 'order-placed',
  unicode: 'zażółć-注文-🚀',
  empty: '',
  $foo: '$foo',
  '$metadata on a normal stream': '$metadata',
  '$>': '$>',
  $streamDeleted: '$streamDeleted',
  'long 2000': 'x'.repeat(2000),
  'spaces and newline': ' a b\n\tc ',
  nul: 'a\u0000b',
};

const names = (suffix: string): Readonly<Record<string, string>> => ({
  unicode: `zażółć-注文-🚀-${suffix}`,
  'spaces slashes': `a b/c\\d?e=f&g#h ${suffix}`,
  newline: `a\nb-${suffix}`,
  'one $': `$sys-${suffix}`,
  'only meta of nothing': `$$nothing-${suffix}`,
  'meta of meta': `$$$$x-${suffix}`,
  'three $': `$$$x-${suffix}`,
  'long 1000': 'n'.repeat(1000) + suffix,
  'long 5000': 'n'.repeat(5000) + suffix,
  'leading and trailing space': `  s ${suffix}  `,
});

/** Which types, names, data and metadata come back as they went in. */
export const appendContent = (path: Path): Scenario[] =>
  scenarios(`append.${path}.`, {
    'event-types': async (world) => {
      for (const [key, type] of Object.entries(TYPES)) {
        const stream = world.stream(key);
        const event = world.event(type, { v: 1 });
        await world.append(key, stream, event, { expectedRevision: NO_STREAM }, clientOf(world, path));
        await world.full(`${key} read`, stream);
      }
    },
    'stream-names': async (world) => {
      const client = clientOf(world, path);
      for (const [key, name] of Object.entries(names(world.suffix))) {
        const stream = world.stream(key, name);
        await world.append(key, stream, world.event('e', { v: 1 }), { expectedRevision: ANY }, client);
        await world.full(`${key} read`, stream);
      }
      await world.append('empty name', '', world.event('e', { v: 1 }), {}, client);
      const read = await world.read('');
      world.note('empty name read', isRead(read) ? short(read) : read);
      const named = client.appendToStream('$all', world.event('e', { v: 1 }));
      const success = await named.then(
        (result) => result.success,
        () => false,
      );
      world.note('append to a stream named $all: success', success);
    },
    content: async (world) => {
      const client = clientOf(world, path);
      world.stream('s');
      const results = new Map<string, unknown>();
      for (const [key, make] of Object.entries(CONTENTS)) {
        const options = { expectedRevision: NO_STREAM } as const;
        results.set(key, await world.append(key, world.stream(`s ${key}`), make(), options, client));
      }
      for (const [key, result] of results) {
        const read = await world.read(world.labels.raw(`<s ${key}>`));
        world.note(key, { result, read: isRead(read) ? whole(read) : read });
      }
    },
  });
