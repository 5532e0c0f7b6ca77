import { handlerFailed } from './grpc-status.js';
import { ProtoReader } from './protobuf.js';
import { uuidOf } from './read-answers.js';
import { streamNameOf } from './read-request.js';

/** What the writer expects of the stream; undefined: it did not say. */
export type Expected = 'any' | 'no_stream' | 'stream_exists' | number;

/** An event as it came over the wire, not yet checked. */
export interface RawEvent {
  readonly id: string | undefined;
  readonly type: Buffer | undefined;
  readonly contentType: Buffer | undefined;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** The options that Append, Delete and Tombstone share: the stream and the expected revision. */
export interface StreamOptions {
  readonly stream: Buffer;
  readonly expected: Expected | undefined;
}

export interface BatchPart {
  readonly correlation: Buffer;
  readonly options: (StreamOptions & { readonly deadline: number | undefined }) | undefined;
  readonly events: readonly RawEvent[];
  readonly final: boolean;
}

const EMPTY = Buffer.alloc(0);
const INT64_MAX = 0x7fff_ffff_ffff_ffffn;
const TYPE = Buffer.from('type');
const CONTENT_TYPE = Buffer.from('content-type');

function expectedRevision(revision: bigint): number {
  if (revision > INT64_MAX) throw handlerFailed();
  return Number(revision);
}

/** Reads Options { stream_identifier = 1, revision = 2, no_stream = 3, any = 4, stream_exists = 5 }. */
export function parseStreamOptions(
  reader: ProtoReader,
  other: (field: number, reader: ProtoReader) => boolean = () => false,
): StreamOptions {
  let stream = EMPTY as Buffer;
  let expected: Expected | undefined;
  const words: Readonly<Record<number, Expected>> = { 3: 'no_stream', 4: 'any', 5: 'stream_exists' };
  while (reader.next()) {
    if (reader.field === 1) stream = Buffer.from(streamNameOf(reader.message()));
    else if (reader.field === 2) expected = expectedRevision(reader.uint64());
    else if (!other(reader.field, reader)) {
      expected = words[reader.field] ?? expected;
      reader.skip();
    }
  }
  return { stream, expected };
}

/** Reads the one message of Delete and Tombstone: { options = 1 }. */
export function parseDeleteRequest(message: Buffer): StreamOptions {
  const reader = new ProtoReader(message);
  while (reader.next()) {
    if (reader.field === 1) return parseStreamOptions(reader.message());
    reader.skip();
  }
  throw handlerFailed();
}

/** Reads one message of a unary append: its options or one event. */
export function parseAppendMessage(message: Buffer): { options?: StreamOptions; event?: RawEvent } {
  const reader = new ProtoReader(message);
  while (reader.next()) {
    if (reader.field === 1) return { options: parseStreamOptions(reader.message()) };
    if (reader.field === 2) return { event: parseEvent(reader.message()) };
    reader.skip();
  }
  return {};
}

/** Reads one message of the BatchAppend stream. */
export function parseBatchPart(message: Buffer): BatchPart {
  const reader = new ProtoReader(message);
  let correlation = EMPTY as Buffer;
  let options: BatchPart['options'];
  const events: RawEvent[] = [];
  let final = false;
  while (reader.next()) {
    if (reader.field === 1) correlation = reader.bytes();
    else if (reader.field === 2) options = parseBatchOptions(reader.message());
    else if (reader.field === 3) events.push(parseEvent(reader.message()));
    else if (reader.field === 4) final = reader.bool();
    else reader.skip();
  }
  return { correlation, options, events, final };
}

function parseBatchOptions(reader: ProtoReader): NonNullable<BatchPart['options']> {
  let deadline: number | undefined;
  const options = parseStreamOptions(reader, (field, inner) => {
    if (field !== 6) return false;
    deadline = timestamp(inner.message());
    return true;
  });
  return { ...options, deadline };
}

/** Milliseconds since 1970 of a google.protobuf.Timestamp; seconds may be negative. */
function timestamp(reader: ProtoReader): number {
  let milliseconds = 0;
  while (reader.next()) {
    if (reader.field === 1) milliseconds += Number(BigInt.asIntN(64, reader.uint64())) * 1000;
    else if (reader.field === 2) milliseconds += reader.uint() / 1_000_000;
    else reader.skip();
  }
  return milliseconds;
}

function parseEvent(reader: ProtoReader): RawEvent {
  let id: string | undefined;
  let type: Buffer | undefined;
  let contentType: Buffer | undefined;
  let metadata = EMPTY as Buffer;
  let data = EMPTY as Buffer;
  while (reader.next()) {
    if (reader.field === 1) id = uuidOf(reader.message());
    else if (reader.field === 2) {
      const [key, value] = parsePair(reader.message());
      if (key.equals(TYPE)) type = value;
      else if (key.equals(CONTENT_TYPE)) contentType = value;
    } else if (reader.field === 3) metadata = reader.bytes();
    else if (reader.field === 4) data = reader.bytes();
    else reader.skip();
  }
  return { id, type, contentType, metadata, data };
}

function parsePair(reader: ProtoReader): [Buffer, Buffer] {
  let key = EMPTY as Buffer;
  let value = EMPTY as Buffer;
  while (reader.next()) {
    if (reader.field === 1) key = reader.bytes();
    else if (reader.field === 2) value = reader.bytes();
    else reader.skip();
  }
  return [key, value];
}
