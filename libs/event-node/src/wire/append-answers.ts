import type { Expected } from './append-request.js';
import { frame } from './framing.js';
import { ProtoWriter } from './protobuf.js';
import { Status } from './grpc-status.js';

/** Where an append ended; position undefined: not told. */
export interface Appended {
  readonly revision: number;
  readonly position: number | undefined;
}

/** The stream is not where the writer expects it; actual -1: there is no stream. */
export interface RevisionConflict {
  readonly expected: Expected;
  readonly actual: number;
}

const UINT64_MAX = 0xffff_ffff_ffff_ffffn;

const INT64_MAX = 0x7fff_ffff_ffff_ffffn;

/** An exact revision near 2^63 is no exact JS number: it goes out as the largest that the protocol has. */
const exact = (revision: number): bigint => (revision >= 2 ** 63 ? INT64_MAX : BigInt(revision));

const positionOf = (position: number): ProtoWriter => new ProtoWriter().uint(1, position).uint(2, position);

/** Success of Append and of BatchAppend: { current_revision = 1, position = 3, no_position = 4 }. */
function success({ revision, position }: Appended): ProtoWriter {
  const message = new ProtoWriter().uint(1, revision);
  return position === undefined ? message.message(4) : message.message(3, positionOf(position));
}

export const appended = (result: Appended): Buffer => frame(new ProtoWriter().message(1, success(result)).finish());

/** DeleteResp and TombstoneResp. */
export const deleted = (position: number): Buffer => frame(new ProtoWriter().message(1, positionOf(position)).finish());

/** AppendResp.WrongExpectedVersion, with the fields that clients before version 21 read. */
export function appendConflict({ expected, actual }: RevisionConflict): Buffer {
  const message = new ProtoWriter();
  if (actual < 0) message.message(2).message(7);
  else message.uint(1, actual).uint(6, actual);
  if (expected === 'any') message.message(4).message(9);
  else if (expected === 'stream_exists') message.message(5).message(10);
  else if (expected === 'no_stream') message.uint(3, UINT64_MAX).message(11);
  else message.uint(3, exact(expected)).uint(8, exact(expected));
  return frame(new ProtoWriter().message(2, message).finish());
}

/** One answer on the BatchAppend stream: `correlation` is the UUID message of the request. */
function batchAnswer(correlation: Buffer, stream: Buffer, field: 2 | 3, message: ProtoWriter): Buffer {
  const identifier = new ProtoWriter().bytes(3, stream);
  return frame(new ProtoWriter().bytes(1, correlation).message(field, message).message(4, identifier).finish());
}

export const batchAppended = (correlation: Buffer, stream: Buffer, result: Appended): Buffer =>
  batchAnswer(correlation, stream, 3, success(result));

/** A google.rpc.Status whose details are one message of event_store.client. */
export interface BatchFailure {
  readonly code: number;
  readonly name: string;
  readonly details: ProtoWriter;
  /** In words, where the name does not say it all. */
  readonly message?: string;
}

export const batchFailed = (correlation: Buffer, stream: Buffer, failure: BatchFailure): Buffer =>
  batchAnswer(
    correlation,
    stream,
    2,
    new ProtoWriter()
      .uint(1, failure.code)
      .string(2, failure.message ?? failure.name)
      .message(
        3,
        new ProtoWriter()
          .string(1, `type.googleapis.com/event_store.client.${failure.name}`)
          .bytes(2, failure.details.finish()),
      ),
  );

export function batchConflict({ expected, actual }: RevisionConflict): BatchFailure {
  const details = new ProtoWriter();
  if (actual < 0) details.message(2);
  else details.uint(1, actual);
  if (expected === 'any') details.message(4);
  else if (expected === 'stream_exists') details.message(5);
  else if (expected === 'no_stream') details.message(6);
  else details.uint(3, exact(expected));
  return { code: Status.ALREADY_EXISTS, name: 'WrongExpectedVersion', details };
}

export const batchStreamDeleted = (stream: Buffer): BatchFailure => ({
  code: Status.NOT_FOUND,
  name: 'StreamDeleted',
  details: new ProtoWriter().message(1, new ProtoWriter().bytes(3, stream)),
});

export const batchTooBig = (limit: number): BatchFailure => ({
  code: Status.INVALID_ARGUMENT,
  name: 'MaximumAppendSizeExceeded',
  details: new ProtoWriter().uint(1, limit),
});

export const batchBadRequest = (message: string): BatchFailure => ({
  code: Status.INVALID_ARGUMENT,
  name: 'BadRequest',
  details: new ProtoWriter().string(1, message),
});

export const batchTimeout = (): BatchFailure => ({
  code: Status.DEADLINE_EXCEEDED,
  name: 'Timeout',
  details: new ProtoWriter(),
});

/** EventStoreDB has no such answer; the official client puts the message into the error that it makes of a name it does not know. */
export const batchWriteFailed = (message: string): BatchFailure => ({
  code: Status.UNAVAILABLE,
  name: 'WriteFailed',
  message,
  details: new ProtoWriter(),
});

export const batchUnknown = (): BatchFailure => ({ code: Status.UNKNOWN, name: 'Unknown', details: new ProtoWriter() });
