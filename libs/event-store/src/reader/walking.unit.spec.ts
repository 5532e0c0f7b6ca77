import { createRequire } from 'node:module';
import { START, type Position } from '../port.js';
import { AnswerWalker, type Listener } from './answer-walker.js';
import { frame, FrameSplitter } from './frames.js';
import type { LateEvent } from './late-event.js';
import { bytesField, Cursor, MalformedAnswerError, uintField } from './protobuf.js';
import { readForwards, readLast, subscribe } from './read-request.js';

const text = (field: number, value: string) => bytesField(field, Buffer.from(value, 'utf8'));
const entry = (key: string, value: string) => bytesField(6, text(1, key), text(2, value));

/** ReadResp of an event; `more` are further fields of its RecordedEvent. */
const answer = (position: number, ...more: Buffer[]) =>
  bytesField(
    1,
    bytesField(
      1,
      bytesField(1, text(2, 'a5ee7ec1-0000-4000-8000-000000000001')),
      bytesField(2, text(3, 'ticket-ü')),
      uintField(3, 7),
      uintField(4, position),
      uintField(5, position),
      ...more,
    ),
    uintField(3, position),
  );

class Told implements Listener {
  readonly events: LateEvent[] = [];
  readonly rest: unknown[] = [];
  wants = () => true;
  event = (event: LateEvent) => this.events.push(event);
  passed = (position: number) => this.rest.push(['passed', position]);
  checkpoint = (commit: number, prepare: number) => this.rest.push(['checkpoint', commit, prepare]);
  caughtUp = () => this.rest.push('caught up');
}

function walked(...messages: Buffer[]): Told {
  const told = new Told();
  const walker = new AnswerWalker(told);
  for (const message of messages) walker.walk(message, 0, message.length);
  return told;
}

describe('a walk over answers', () => {
  it('takes fields in any order, steps over unknown ones, and gives defaults for those that are absent', () => {
    const unknown = [uintField(99, 5), text(98, 'later'), Buffer.from([0x7d, 1, 2, 3, 4]), fixed64(17)];
    const [event] = walked(answer(5, ...unknown, text(8, 'x'), entry('later', 'z'))).events;
    expect(JSON.parse(JSON.stringify(event))).toMatchObject({
      stream: 'ticket-ü',
      revision: 7,
      position: 5,
      recordedAt: 0,
    });
    expect(event?.type).toBe('<no-event-type-provided>');
    expect(event?.data).toEqual(Uint8Array.from([120]));
    expect(event?.metadata).toBeUndefined();
  });

  it('reads the time of recording from ticks, and takes what is none for 1970', () => {
    const at = (created: string) => walked(answer(5, entry('created', created))).events[0]?.recordedAt;
    expect(at('17955517519229999')).toBe(1_795_551_751_922);
    expect(['', 'soon', '12', '-17955517519229999'].map(at)).toEqual([0, 0, 0, 0]);
  });

  it('tells positions up to 2^53 - 1 and refuses those beyond', () => {
    expect(walked(answer(Number.MAX_SAFE_INTEGER)).events[0]?.position).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => walked(answer(2 ** 53))).toThrow(RangeError);
    expect(() => walked(bytesField(3, uintField(1, 2 ** 53)))).toThrow(RangeError);
  });

  it('keeps nothing of an event for the next', () => {
    const [, second] = walked(answer(5, text(7, '{"a":1}'), text(8, '1'), entry('type', 'A')), answer(6)).events;
    expect([second?.metadata, second?.type]).toEqual([undefined, '<no-event-type-provided>']);
    expect(second?.data).toEqual(new Uint8Array());
  });

  it('tells what a subscription says between events', () => {
    const confirmation = bytesField(2, text(1, 'id'));
    const told = walked(confirmation, bytesField(3, uintField(1, 9), uintField(2, 8)), bytesField(8), bytesField(9));
    expect(told.rest).toEqual([['checkpoint', 9, 8], 'caught up']);
  });

  it('refuses messages that are none', () => {
    const whole = answer(5);
    for (let end = 1; end < whole.length; end += 1)
      expect(() => walked(whole.subarray(0, end))).toThrow(MalformedAnswerError);
    expect(() => walked(Buffer.from([0x0b]))).toThrow('wire type 3');
    const structured = bytesField(1, bytesField(1, bytesField(1, bytesField(1, uintField(1, 1)))));
    expect(() => walked(structured)).toThrow('without an id in the form that was asked for');
  });
});

describe('messages out of a stream of bytes', () => {
  const messages = [Buffer.alloc(0), Buffer.from('one'), Buffer.alloc(70_000, 7), Buffer.from('two')];
  const stream = Buffer.concat(messages.map(frame));

  it.each([1, 2, 5, 1_000, 69_999, stream.length])('are whole when they come in pieces of %i bytes', (size) => {
    const frames = new FrameSplitter();
    const got: Buffer[] = [];
    for (let at = 0; at < stream.length; at += size)
      frames.push(stream.subarray(at, at + size), (source, start, end) =>
        got.push(Buffer.from(source.subarray(start, end))),
      );
    expect(got.map((message) => message.toString('latin1'))).toEqual(
      messages.map((message) => message.toString('latin1')),
    );
    expect(frames.isBetween).toBe(true);
  });

  it('are known to be incomplete', () => {
    const frames = new FrameSplitter();
    frames.push(stream.subarray(0, 7), () => undefined);
    expect(frames.isBetween).toBe(false);
  });

  it('are refused when compressed or too large', () => {
    const push = (head: number[]) => () => new FrameSplitter().push(Buffer.from(head), () => undefined);
    expect(push([1, 0, 0, 0, 0])).toThrow('compressed');
    expect(push([0, 2, 0, 0, 0])).toThrow('at most 17825792 are taken');
  });
});

it('numbers go over the wire whole', () => {
  for (const value of [0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32 + 1, 2 ** 49 - 1, Number.MAX_SAFE_INTEGER]) {
    const cursor = new Cursor();
    cursor.open(uintField(1, value), 1);
    expect(cursor.varint()).toBe(value);
  }
});

describe('requests say to the classes of the official client', () => {
  const { ReadReq } = createRequire(import.meta.url)('@eventstore/db-client/generated/streams_pb.js') as Generated;
  const optionsOf = (request: Buffer) => {
    expect([request[0], request.readUInt32BE(1)]).toEqual([0, request.length - 5]);
    const said = ReadReq.deserializeBinary(request.subarray(5)).toObject().options ?? {};
    return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  };
  const common = { resolveLinks: false, uuidOption: { string: {}, structured: undefined } };

  it('a read from the start, from a position, and of the last event', () => {
    const forwards = { ...common, count: String(Number.MAX_SAFE_INTEGER), noFilter: {}, readDirection: 0 };
    expect(optionsOf(readForwards(START))).toEqual({ ...forwards, all: { start: {} } });
    const position = { commitPosition: '300', preparePosition: '300' };
    expect(optionsOf(readForwards(300 as Position))).toEqual({ ...forwards, all: { position } });
    expect(optionsOf(readLast())).toEqual({ ...common, all: { end: {} }, count: '1', noFilter: {}, readDirection: 1 });
  });

  it('a subscription by prefix', () => {
    const streamIdentifier = { regex: '', prefixList: ['a-', 'ü-'] };
    expect(optionsOf(subscribe(0 as Position, ['a-', 'ü-'], 8))).toEqual({
      ...common,
      all: { position: { commitPosition: '0', preparePosition: '0' } },
      readDirection: 0,
      count: '0',
      subscription: {},
      filter: { streamIdentifier, count: {}, checkpointintervalmultiplier: 8, max: 0 },
    });
  });
});

type Generated = typeof import('@eventstore/db-client/generated/streams_pb.js');

const fixed64 = (field: number) => Buffer.from([...varint(field * 8 + 1), 1, 2, 3, 4, 5, 6, 7, 8]);
const varint = (value: number) => (value < 128 ? [value] : [(value % 128) + 128, value >> 7]);
