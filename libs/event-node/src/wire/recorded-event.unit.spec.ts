import { createRequire } from 'node:module';
import fc from 'fast-check';
import { eventAnswer } from './read-answers.js';
import {
  contentOf,
  frameEnd,
  frameSize,
  idOf,
  openFrame,
  ticks,
  TOMBSTONE_REVISION,
  writeFrame,
} from './recorded-event.js';

const require = createRequire(import.meta.url);

interface Recorded {
  id: { string: string; structured?: { mostSignificantBits: string; leastSignificantBits: string } };
  streamIdentifier: { streamName: string };
  streamRevision: string;
  preparePosition: string;
  commitPosition: string;
  metadataMap: [string, string][];
  customMetadata: string;
  data: string;
}

/** The client's own reading of what this node writes. */
function asTheClientReads(bytes: Buffer): { event: Recorded; commitPosition: string } {
  const { ReadResp } = require('@eventstore/db-client/generated/streams_pb.js') as {
    ReadResp: {
      deserializeBinary(bytes: Uint8Array): { toObject(): { event: { event: Recorded; commitPosition: string } } };
    };
  };
  return ReadResp.deserializeBinary(bytes).toObject().event;
}

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const bytes = (max: number): fc.Arbitrary<Buffer> =>
  fc.uint8Array({ maxLength: max }).map((array) => Buffer.from(array));

test('a stored frame is what the client reads, and what the node finds in it', () => {
  const given = fc.record({
    id: fc.uuid(),
    stream: fc.string({ minLength: 1, maxLength: 300 }),
    type: fc.string({ minLength: 1, maxLength: 40 }),
    metadata: bytes(300),
    data: bytes(300),
    revision: fc.oneof(fc.nat(), fc.constant(TOMBSTONE_REVISION)),
    position: fc.integer({ min: 64, max: 2 ** 50 }),
    before: fc.nat({ max: 9 }),
  });
  fc.assert(
    fc.property(given, ({ id, stream, type, metadata, data, revision, position, before }) => {
      const contentType = Buffer.from('application/json');
      const event = { id, type: Buffer.from(type), contentType, metadata, data };
      const at = { stream: Buffer.from(stream), revision, position, created: ticks(NOW) };
      const size = frameSize(event, at);
      const block = Buffer.alloc(before + size, 0xee);
      expect(writeFrame(block, before, event, at)).toBe(before + size);
      expect(frameEnd(block, before)).toBe(before + size);

      const { event: read, commitPosition } = asTheClientReads(block.subarray(before + 5));
      expect(read.id.string).toBe(id);
      expect(Buffer.from(read.streamIdentifier.streamName, 'base64').toString()).toBe(stream);
      expect(read.streamRevision).toBe(revision === TOMBSTONE_REVISION ? '9223372036854775807' : String(revision));
      expect([read.preparePosition, read.commitPosition, commitPosition]).toEqual(Array(3).fill(String(position)));
      expect(Object.fromEntries(read.metadataMap)).toEqual({
        type,
        'content-type': 'application/json',
        created: `${NOW}0000`,
      });
      expect(Buffer.from(read.customMetadata, 'base64')).toEqual(metadata);
      expect(Buffer.from(read.data, 'base64')).toEqual(data);

      const opened = openFrame(block, before);
      expect(idOf(block, before)).toBe(id);
      expect([opened.stream.toString(), opened.type.toString(), opened.position]).toEqual([stream, type, position]);
      expect(contentOf(opened)).toEqual({ contentType: 'application/json', created: NOW, data });
    }),
  );
});

test('an id can be told as two integers', () => {
  const event = {
    id: '01020304-0506-0708-890a-0b0c0d0e0f10',
    type: Buffer.from('t'),
    contentType: Buffer.from('application/json'),
    metadata: Buffer.alloc(0),
    data: Buffer.from('{}'),
  };
  const at = { stream: Buffer.from('s'), revision: 0, position: 64, created: ticks(NOW) };
  const block = Buffer.alloc(frameSize(event, at));
  writeFrame(block, 0, event, at);
  const { event: read } = asTheClientReads(eventAnswer(openFrame(block, 0), undefined, true).subarray(5));
  const { mostSignificantBits, leastSignificantBits } = read.id.structured ?? {};
  expect(BigInt(mostSignificantBits ?? 0)).toBe(0x0102030405060708n);
  expect(BigInt.asUintN(64, BigInt(leastSignificantBits ?? 0))).toBe(0x890a0b0c0d0e0f10n);
});
