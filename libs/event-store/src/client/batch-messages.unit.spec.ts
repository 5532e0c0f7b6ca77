import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { NewEvent } from '../port.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { batchMessages, readBatchAnswer, type BatchRequest } from './batch-messages.js';
import { readWritten } from './read-written.js';

const ID = '7b7c1f6e-2e0c-4e3c-9f0e-0a1b2c3d4e5f';
const eventOf = (text: string): NewEvent => ({
  id: '3b241101-e2bb-4255-8caf-4136c566a962',
  type: 'Öffnung',
  data: { text, n: 1.5 },
  metadata: { actor: 'a', list: [1] },
});
const request = (more: Partial<BatchRequest> = {}): BatchRequest => ({
  stream: 'ticket-é',
  expected: 'none',
  events: [eventOf('x')],
  deadline: 1_700_000_000_250,
  ...more,
});
const parsed = (one: BatchRequest) =>
  [...batchMessages(ID, one)].map((bytes) => streams.BatchAppendReq.deserializeBinary(bytes));
const base64 = (text: Uint8Array | string | undefined) => Buffer.from(String(text), 'base64').toString('utf8');

it('says an append as the official client reads it', () => {
  const [message, ...others] = parsed(request()).map((each) => each.toObject());
  expect(others).toEqual([]);
  expect(message).toMatchObject({ correlationId: { string: ID }, isFinal: true, options: { noStream: {} } });
  expect(message?.options?.deadline).toEqual({ seconds: 1_700_000_000, nanos: 250_000_000 });
  expect(base64(message?.options?.streamIdentifier?.streamName)).toBe('ticket-é');
});

it('says an event as the official client reads it', () => {
  const [event, ...others] = parsed(request())[0]?.toObject().proposedMessagesList ?? [];
  expect(others).toEqual([]);
  expect(event?.id?.string).toBe('3b241101-e2bb-4255-8caf-4136c566a962');
  expect(new Map(event?.metadataMap)).toEqual(
    new Map([
      ['type', 'Öffnung'],
      ['content-type', 'application/json'],
    ]),
  );
  expect(JSON.parse(base64(event?.data))).toEqual({ text: 'x', n: 1.5 });
  expect(JSON.parse(base64(event?.customMetadata))).toEqual({ actor: 'a', list: [1] });
});

it.each([0, 1, 127, 128, 2 ** 40])('names revision %d', (expected) => {
  const options = parsed(request({ expected }))[0]?.getOptions();
  expect(options?.hasStreamPosition()).toBe(true);
  expect(options?.getStreamPosition()).toBe(String(expected));
});

it('divides what is large, and says its last part', () => {
  const events = Array.from({ length: 7 }, (_, i) => eventOf(String(i).repeat(1_000_000)));
  const messages = parsed(request({ events }));
  expect(messages.map((message) => message.getProposedMessagesList().length)).toEqual([3, 3, 1]);
  expect(messages.map((message) => message.getIsFinal())).toEqual([false, false, true]);
  expect(messages.map((message) => message.hasOptions())).toEqual([true, false, false]);
  expect(new Set(messages.map((message) => message.getCorrelationId()?.getString()))).toEqual(new Set([ID]));
});

/** The answer of a server, by the classes that its client has. */
function answered(revision: number, commit: string): Uint8Array {
  const { BatchAppendResp } = streams;
  const [answer, success] = [new BatchAppendResp(), new BatchAppendResp.Success()];
  answer.setCorrelationId(new shared.UUID().setString(ID));
  success.setCurrentRevision(String(revision));
  success.setPosition(new shared.AllStreamPosition().setCommitPosition(commit).setPreparePosition(commit));
  const stream = new shared.StreamIdentifier();
  stream.setStreamName(Buffer.from('ticket-é'));
  return answer.setSuccess(success).setStreamIdentifier(stream).serializeBinary();
}

it.each([0, 1, 127, 128, 2 ** 40, Number.MAX_SAFE_INTEGER])('reads that an append stands at %d', (place) => {
  const written = { id: ID, kind: 'written', revision: place, position: place };
  expect(readWritten(answered(place, String(place)))).toEqual(written);
  expect(readBatchAnswer(answered(place, String(place)), () => 's')).toEqual(written);
});

it('refuses a position that is beyond the numbers of this system', () => {
  const bytes = answered(3, '9223372036854775807');
  expect(readWritten(bytes)).toBeUndefined();
  expect(() => readBatchAnswer(bytes, () => 's')).toThrow(RangeError);
});

it('leaves refusals, and ids of another form, to the classes of the client', () => {
  const refused = new streams.BatchAppendResp().setCorrelationId(new shared.UUID().setString(ID));
  expect(readWritten(refused.serializeBinary())).toBeUndefined();
  const structured = streams.BatchAppendResp.deserializeBinary(answered(3, '7'));
  const half = (from: number, to: number) =>
    String(BigInt.asIntN(64, BigInt(`0x${ID.replaceAll('-', '').slice(from, to)}`)));
  const id = new shared.UUID.Structured();
  id.setMostSignificantBits(half(0, 16)).setLeastSignificantBits(half(16, 32));
  const bytes = structured.setCorrelationId(new shared.UUID().setStructured(id)).serializeBinary();
  expect(readWritten(bytes)).toBeUndefined();
  expect(readBatchAnswer(bytes, () => 's')).toEqual({ id: ID, kind: 'written', revision: 3, position: 7 });
});
