import { unpackToCommandError } from '@eventstore/db-client/dist/streams/appendToStream/unpackError.js';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision, NewEvent, Position } from '../port.js';
import { bytesField, textField, uintField } from '../reader/protobuf.js';
import { toPosition } from './convert.js';
import { readWritten } from './read-written.js';

/** One append, as it goes out. */
export interface BatchRequest {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
  /** When the server shall no longer begin it, in milliseconds since 1970. */
  readonly deadline: number;
}

/** What the server says of one append: where its last event stands, or the official client's error for the refusal. */
export type BatchAnswer = { readonly id: string | undefined } & (
  | { readonly kind: 'written'; readonly revision: number; readonly position: Position | undefined }
  | { readonly kind: 'refused'; readonly error: Error }
);

/** Bytes of events in one message, as the official client has it; a server takes messages of 4 MiB at least. */
const MOST_BYTES = 3 * 1024 * 1024;

/** streams.proto, BatchAppendReq. */
const CORRELATION = 1;
const OPTIONS = 2;
const EVENT = 3;
const IS_FINAL = 4;

const EMPTY = Buffer.alloc(0);
const uuid = (field: number, value: string): Buffer => bytesField(field, textField(2, value));
const entry = (key: string, value: string): Buffer => bytesField(2, textField(1, key), textField(2, value));
const json = (field: number, value: unknown): Buffer => textField(field, JSON.stringify(value));

const AS_JSON = entry('content-type', 'application/json');

/** One append under its correlation id, as the messages that carry it; the last one says that it is. */
export function* batchMessages(id: string, { stream, expected, events, deadline }: BatchRequest): Generator<Buffer> {
  let parts = [uuid(CORRELATION, id), optionsOf(stream, expected, deadline)];
  let bytes = 0;
  for (const event of events.map(eventOf)) {
    if (bytes > 0 && bytes + event.length > MOST_BYTES) {
      yield Buffer.concat(parts);
      [parts, bytes] = [[uuid(CORRELATION, id)], 0];
    }
    parts.push(event);
    bytes += event.length;
  }
  yield Buffer.concat([...parts, uintField(IS_FINAL, 1)]);
}

function optionsOf(stream: string, expected: ExpectedRevision, deadline: number): Buffer {
  const revision = expected === 'none' ? bytesField(3, EMPTY) : uintField(2, expected);
  const nanos = Math.floor(deadline % 1_000) * 1_000_000;
  const until = bytesField(6, uintField(1, Math.floor(deadline / 1_000)), uintField(2, nanos));
  return bytesField(OPTIONS, bytesField(1, textField(3, stream)), revision, until);
}

const eventOf = ({ id, type, data, metadata }: NewEvent): Buffer =>
  bytesField(EVENT, uuid(1, id), entry('type', type), AS_JSON, json(3, metadata), json(4, data));

/**
 * An answer of the server, whose errors name the stream that was meant.
 * @throws Error for bytes that are no BatchAppendResp, or one without an outcome
 */
export function readBatchAnswer(bytes: Uint8Array, streamOf: (id: string | undefined) => string): BatchAnswer {
  const written = readWritten(bytes);
  if (written !== undefined) return written;
  const answer = streams.BatchAppendResp.deserializeBinary(bytes);
  const id = parseUUID(answer.getCorrelationId());
  const refusal = answer.getError();
  if (refusal !== undefined) return { id, kind: 'refused', error: unpackToCommandError(refusal, streamOf(id)) };
  const success = answer.getSuccess();
  if (success === undefined) throw new Error('an answer to an append that says neither success nor error');
  const place = success.getPosition();
  const [commit, prepare] = [place?.getCommitPosition(), place?.getPreparePosition()];
  const position =
    commit === undefined || prepare === undefined
      ? undefined
      : toPosition({ commit: BigInt(commit), prepare: BigInt(prepare) });
  return { id, kind: 'written', revision: Number(success.getCurrentRevision()), position };
}
