import { frame } from './framing.js';
import { type ProtoReader, ProtoWriter } from './protobuf.js';
import { ID_FIELD_BYTES, ID_HEAD_BYTES, type StoredEvent } from './recorded-event.js';

const answer = (field: number, message?: ProtoWriter): Buffer =>
  frame(new ProtoWriter().message(field, message).finish());

export const confirmation = (subscriptionId: string): Buffer => answer(2, new ProtoWriter().string(1, subscriptionId));

export const checkpoint = (commit: number, prepare: number): Buffer =>
  answer(3, new ProtoWriter().uint(1, commit).uint(2, prepare));

export const streamNotFound = (stream: Buffer): Buffer =>
  answer(4, new ProtoWriter().message(1, new ProtoWriter().bytes(3, stream)));

export const firstStreamPosition = (revision: number): Buffer => frame(new ProtoWriter().uint(5, revision).finish());

export const lastStreamPosition = (revision: number): Buffer => frame(new ProtoWriter().uint(6, revision).finish());

export const caughtUp = (): Buffer => answer(8);

/** An event that is not sent as it is stored: a resolved link, or one whose id is wanted as two integers. */
export function eventAnswer(
  event: StoredEvent | undefined,
  link: StoredEvent | undefined,
  structuredIds: boolean,
): Buffer {
  const record = (stored: StoredEvent): Buffer => (structuredIds ? withStructuredId(stored.recorded) : stored.recorded);
  const message = new ProtoWriter();
  if (event) message.bytes(1, record(event));
  if (link) message.bytes(2, record(link));
  const position = link?.position ?? event?.position;
  if (position !== undefined) message.uint(3, position);
  return answer(1, message);
}

function withStructuredId(recorded: Buffer): Buffer {
  const hex = recorded.toString('latin1', ID_HEAD_BYTES.length, ID_FIELD_BYTES).replaceAll('-', '');
  const halves = new ProtoWriter().uint(1, BigInt(`0x${hex.slice(0, 16)}`)).uint(2, BigInt(`0x${hex.slice(16)}`));
  const id = new ProtoWriter().message(1, new ProtoWriter().message(1, halves)).finish();
  return Buffer.concat([id, recorded.subarray(ID_FIELD_BYTES)]);
}

/** Reads a UUID message; undefined when it has neither form. */
export function uuidOf(reader: ProtoReader): string | undefined {
  let text: string | undefined;
  while (reader.next()) {
    if (reader.field === 2) text = reader.string();
    else if (reader.field === 1) text = structuredUuid(reader.message());
    else reader.skip();
  }
  return text;
}

function structuredUuid(reader: ProtoReader): string {
  let most = 0n;
  let least = 0n;
  while (reader.next()) {
    if (reader.field === 1) most = reader.uint64();
    else if (reader.field === 2) least = reader.uint64();
    else reader.skip();
  }
  const hex = most.toString(16).padStart(16, '0') + least.toString(16).padStart(16, '0');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
