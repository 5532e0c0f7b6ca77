import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { NewEvent } from '../port.js';
import { batchMessages, type BatchRequest } from './batch-messages.js';

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
