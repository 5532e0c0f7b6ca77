import { GrpcError, Status } from '../wire/grpc-status.js';

export const streamDeleted = (stream: string): GrpcError =>
  new GrpcError(Status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const unexpectedStreamResult = (): GrpcError =>
  new GrpcError(Status.UNKNOWN, 'Unexpected ReadStreamResult: Error');

export const unexpectedAllResult = (): GrpcError => new GrpcError(Status.UNKNOWN, 'Unexpected ReadAllResult: Error');
