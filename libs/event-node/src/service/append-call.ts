import type { Call } from '../wire/call.js';
import { parseAppendMessage, type Expected, type RawEvent, type StreamOptions } from '../wire/append-request.js';
import { appendConflict, appended } from '../wire/append-answers.js';
import { GrpcError, handlerFailed, Status } from '../wire/grpc-status.js';
import type { ProposedEvent } from '../wire/recorded-event.js';
import { streamDeleted } from '../reading/stream-errors.js';
import { InvalidEventError, proposedEvent } from './proposed-events.js';
import { isForbiddenName } from './forbidden-names.js';
import type { WriteResult } from './write-operations.js';
import type { Writer } from './writer.js';

/** Serves Append: options, then events, one answer. */
export function appendCall(writer: Writer): (call: Call) => void {
  return (call) => {
    let options: StreamOptions | undefined;
    const events: ProposedEvent[] = [];
    let bytes = 0;
    call.receive(
      (message) => {
        const part = parseAppendMessage(message);
        options ??= part.options;
        if (!options) throw handlerFailed();
        requireExpected(options.expected);
        if (!part.event) return;
        events.push(checked(part.event));
        bytes += part.event.data.length;
        if (bytes > writer.maxAppendBytes) throw tooBig(writer.maxAppendBytes);
      },
      () => void answer(writer, call, options, events),
    );
  };
}

async function answer(
  writer: Writer,
  call: Call,
  options: StreamOptions | undefined,
  events: ProposedEvent[],
): Promise<void> {
  try {
    if (!options?.stream.length || isForbiddenName(options.stream)) throw handlerFailed();
    const result = await writer.append(options.stream, requireExpected(options.expected), events);
    call.end(answerOf(result, options.stream));
  } catch (error) {
    call.fail(error);
  }
}

function answerOf(result: WriteResult, stream: Buffer): Buffer {
  if (result.kind === 'deleted') throw streamDeleted(stream.toString('utf8'));
  return result.kind === 'written' ? appended(result) : appendConflict(result);
}

function requireExpected(expected: Expected | undefined): Expected {
  if (expected !== undefined) return expected;
  throw new GrpcError(
    Status.INVALID_ARGUMENT,
    "'None' is not a valid EventStore.Client.Streams.AppendReq+Types+Options+ExpectedStreamRevisionOneofCase",
  );
}

function checked(raw: RawEvent): ProposedEvent {
  try {
    return proposedEvent(raw);
  } catch (error) {
    throw error instanceof InvalidEventError ? refusal(error) : error;
  }
}

function refusal(error: InvalidEventError): GrpcError {
  if (error.fault !== 'no-type' && error.fault !== 'no-content-type') return handlerFailed();
  const property = error.fault === 'no-type' ? 'type' : 'content-type';
  return new GrpcError(Status.INVALID_ARGUMENT, `Required Metadata Property '${property}' is missing`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': 'type,content-type',
  });
}

function tooBig(limit: number): GrpcError {
  return new GrpcError(Status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });
}
