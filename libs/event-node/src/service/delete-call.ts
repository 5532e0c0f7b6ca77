import type { Call } from '../wire/call.js';
import { parseDeleteRequest, type Expected } from '../wire/append-request.js';
import { deleted } from '../wire/append-answers.js';
import { GrpcError, handlerFailed, Status } from '../wire/grpc-status.js';
import { streamDeleted } from '../reading/stream-errors.js';
import { revisionNumber } from '../streams/delete-rules.js';
import type { Writer } from './writer.js';

/** Serves Delete (`soft`) and Tombstone. */
export function deleteCall(writer: Writer, how: 'soft' | 'tombstone'): (call: Call) => Promise<void> {
  return async (call) => {
    const { stream, expected } = parseDeleteRequest(await call.receiveOne());
    if (!stream.length || expected === undefined) throw handlerFailed();
    const result = await writer.delete(how, stream, expected);
    const name = stream.toString('utf8');
    if (result.kind === 'deleted') throw streamDeleted(name);
    if (result.kind === 'conflict') throw conflict(name, result.expected, result.actual);
    call.end(deleted(result.position ?? 0));
  };
}

function conflict(stream: string, expected: Expected, actual: number): GrpcError {
  const wanted = revisionNumber(expected);
  return new GrpcError(
    Status.FAILED_PRECONDITION,
    `Delete failed due to WrongExpectedVersion. Stream: ${stream}, Expected version: ${wanted}, Actual version: ${actual}`,
    {
      exception: 'wrong-expected-version',
      'stream-name': stream,
      'expected-version': String(wanted),
      'actual-version': String(actual),
    },
  );
}
