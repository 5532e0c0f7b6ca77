/** The connection broke, or the server ended the read: to be tried again from where it stood. */
export class BrokenReadError extends Error {
  override readonly name = 'BrokenReadError';
}

/** The server does not let these credentials read. No repeat mends it. */
export class ReadDeniedError extends Error {
  override readonly name = 'ReadDeniedError';
}

/** The server answered what this reader does not understand: the official client has to read. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
}

/** The bulk reader cannot serve this connection string; the official client reads instead. */
export class ReaderUnfitError extends Error {
  override readonly name = 'ReaderUnfitError';
}

/** Codes of gRPC (https://grpc.io/docs/guides/status-codes/). */
const OK = 0;
const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
/** cancelled, deadline exceeded, resource exhausted, aborted, internal, unavailable: of the moment, not of the request. */
const OF_THE_MOMENT = new Set([1, 4, 8, 10, 13, 14]);

/** The end of a call as its trailers say it; undefined: it went well. */
export function errorOf(trailers: Readonly<Record<string, unknown>>): Error | undefined {
  const status = trailers['grpc-status'];
  if (status === undefined) return new BrokenReadError('the server ended the read without a status');
  const code = Number(status);
  if (code === OK) return undefined;
  const exception = textOf(trailers['exception']);
  const said = `${code} ${decoded(textOf(trailers['grpc-message']))}`;
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED || exception === 'access-denied')
    return new ReadDeniedError(said);
  if (OF_THE_MOMENT.has(code) || exception === 'not-leader') return new BrokenReadError(said);
  return new UnexpectedAnswerError(said);
}

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '');

/** grpc-message is percent-encoded; one that is not is better than none. */
function decoded(message: string): string {
  try {
    return decodeURIComponent(message);
  } catch {
    return message;
  }
}
