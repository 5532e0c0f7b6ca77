import { positionOf, type RecordedEvent } from '../port.js';
import { LateEvent, plainEvent } from './late-event.js';
import { EventPack, packedByStream, unpackEvent } from './packed-events.js';

const heading = {
  id: 'a5ee7ec1-0000-4000-8000-000000000001',
  stream: 'ticket-ü-🜁',
  revision: 2 ** 33,
  position: positionOf(Number.MAX_SAFE_INTEGER),
  type: 'TicketOpened',
  recordedAt: 1_424_107_530_123,
};
const plain = (data: unknown, metadata: unknown): RecordedEvent => ({ ...heading, data, metadata });

/** As it came from the log. */
function late(data: string, metadata: string, isJson = true): LateEvent {
  const source = Buffer.from(`before${data}${metadata}after`);
  const dataEnd = 6 + Buffer.byteLength(data);
  const metadataEnd = dataEnd + Buffer.byteLength(metadata);
  return new LateEvent(heading, { source, isJson, dataStart: 6, dataEnd, metadataStart: dataEnd, metadataEnd });
}

const unpackEvents = (bytes: Buffer): readonly RecordedEvent[] =>
  [...packedByStream(bytes)].flatMap(([stream, places]) => places.map((at) => unpackEvent(bytes, at, stream)));

function packed(...events: readonly RecordedEvent[]): readonly RecordedEvent[] {
  const pack = new EventPack(1024 * 1024);
  for (const event of events) expect(pack.add(event)).toBe(true);
  return unpackEvents(Buffer.from(pack.packed));
}

it.each<[string, RecordedEvent]>([
  ['plain', plain({ a: 'é', n: [1, null] }, { schema: 1 })],
  ['without metadata', plain({}, undefined)],
  ['of text', plain('not JSON {', {})],
  ['of bytes', plain(Uint8Array.from([0, 255, 128]), Uint8Array.from([200, 201]))],
  ['late', late('{"a":"é"}', '{"schema":1}')],
  ['late, of JSON that is none', late('{"a":', 'nor this')],
  ['late, of bytes', late('\u0001\u0002', '', false)],
])('an event %s comes back as it was', (_, event) => {
  const back = packed(event, event);
  expect(back.map(plainEvent)).toEqual([plainEvent(event), plainEvent(event)]);
});

it('a late event is packed though something of it was asked for', () => {
  const event = late('{"a":1}', '{"schema":1}');
  expect(event.data).toEqual({ a: 1 });
  expect(packed(event).map(plainEvent)).toEqual([plainEvent(event)]);
});

it('a pack says when it is full, makes room for a first event of any size, and can be used again', () => {
  const pack = new EventPack(1_000);
  const large = plain({ text: 'x'.repeat(5_000) }, {});
  const small = plain({ text: 'y' }, {});
  expect(pack.add(small)).toBe(true);
  expect(pack.add(large)).toBe(false);
  expect(unpackEvents(pack.packed).map(plainEvent)).toEqual([small]);
  pack.clear();
  expect([pack.size, pack.add(large), pack.add(large)]).toEqual([0, true, false]);
  expect(unpackEvents(Buffer.from(pack.packed)).map(plainEvent)).toEqual([large]);
});
