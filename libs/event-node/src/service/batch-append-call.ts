import type { Call } from '../wire/call.js';
import { parseBatchPart, type BatchPart, type RawEvent } from '../wire/append-request.js';
import {
  batchAppended,
  batchBadRequest,
  batchConflict,
  batchFailed,
  batchStreamDeleted,
  batchTimeout,
  batchTooBig,
  batchUnknown,
  batchWriteFailed,
  type BatchFailure,
} from '../wire/append-answers.js';
import { WriteFailedError } from '../storage/committer.js';
import { isForbiddenName } from './forbidden-names.js';
import { InvalidEventError, proposedEvent } from './proposed-events.js';
import type { WriteResult } from './write-operations.js';
import type { Writer } from './writer.js';

type BatchOptions = NonNullable<BatchPart['options']>;

/** An append whose last part has not come yet. */
interface OpenBatch {
  readonly options: BatchOptions;
  readonly events: RawEvent[];
  bytes: number;
}

const NO_EXPECTATION =
  'Status(StatusCode="InvalidArgument", Detail="\'None\' is not a valid EventStore.Client.Streams.' +
  'BatchAppendReq+Types+Options+ExpectedStreamPositionOneofCase")';

/** Serves BatchAppend: a long-lived stream of appends, each in one part or several, answered as they reach the disk. */
export function batchAppendCall(writer: Writer, now: () => number): (call: Call) => void {
  return (call) => {
    const open = new Map<string, OpenBatch>();
    const deliver = (message: Buffer): void => {
      const part = parseBatchPart(message);
      const key = part.correlation.toString('latin1');
      const batch = open.get(key) ?? (part.options && { options: part.options, events: [], bytes: 0 });
      if (!batch) return; // EventStoreDB does not answer a first part without options.
      takeEvents(batch, part.events, writer.maxAppendBytes);
      if (!part.final) return void open.set(key, batch);
      open.delete(key);
      void answer(writer, call, part.correlation, batch, now());
      const room = writer.room();
      if (room) call.pauseUntil(room);
    };
    call.receive(deliver, () => call.end());
  };
}

/** Beyond the limit only the size is kept: the append will be refused. */
function takeEvents(batch: OpenBatch, events: readonly RawEvent[], limit: number): void {
  for (const event of events) {
    batch.bytes += event.data.length;
    if (batch.bytes <= limit) batch.events.push(event);
  }
}

async function answer(writer: Writer, call: Call, correlation: Buffer, batch: OpenBatch, now: number): Promise<void> {
  const { stream } = batch.options;
  try {
    const failure = refusalOf(writer, batch, now);
    if (failure) return call.post(batchFailed(correlation, stream, failure));
    const events = batch.events.map(proposedEvent);
    const result = await writer.append(stream, batch.options.expected ?? 'any', events);
    call.post(answerOf(correlation, stream, result));
  } catch (error) {
    call.post(batchFailed(correlation, stream, failureOf(error)));
  }
}

function failureOf(error: unknown): BatchFailure {
  if (error instanceof InvalidEventError) return batchBadRequest(error.message);
  return error instanceof WriteFailedError ? batchWriteFailed(error.message) : batchUnknown();
}

function refusalOf(writer: Writer, batch: OpenBatch, now: number): BatchFailure | undefined {
  const { options } = batch;
  if (options.expected === undefined) return batchBadRequest(NO_EXPECTATION);
  if (!options.stream.length || isForbiddenName(options.stream)) return batchBadRequest('A stream needs a name.');
  if (options.deadline !== undefined && options.deadline <= now) return batchTimeout();
  return batch.bytes > writer.maxAppendBytes ? batchTooBig(writer.maxAppendBytes) : undefined;
}

function answerOf(correlation: Buffer, stream: Buffer, result: WriteResult): Buffer {
  switch (result.kind) {
    case 'written':
      return batchAppended(correlation, stream, result);
    case 'conflict':
      return batchFailed(correlation, stream, batchConflict(result));
    case 'deleted':
      return batchFailed(correlation, stream, batchStreamDeleted(stream));
  }
}
