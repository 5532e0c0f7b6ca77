/** Status codes of gRPC that this node answers with (https://grpc.io/docs/guides/status-codes/). */
export const Status = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
} as const;

export type StatusCode = (typeof Status)[keyof typeof Status];

/** The end of a call that is no success: goes to the peer as trailers. */
export class GrpcError extends Error {
  override readonly name = 'GrpcError';

  constructor(
    readonly code: StatusCode,
    message: string,
    readonly trailers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What EventStoreDB says when a handler of its own failed on the request; its clients know the phrase. */
export const handlerFailed = (): GrpcError => new GrpcError(Status.UNKNOWN, 'Exception was thrown by handler.');

/** Percent-encoding of grpc-message (gRPC over HTTP2, "Status-Message"), also used for stream names in trailers. */
export function percentEncode(text: string): string {
  return [...Buffer.from(text, 'utf8')]
    .map((byte) =>
      byte >= 0x20 && byte <= 0x7e && byte !== 0x25
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('');
}

const UNITS: Readonly<Record<string, number>> = { H: 3_600_000, M: 60_000, S: 1000, m: 1, u: 0.001, n: 0.000_001 };

/** Milliseconds of a `grpc-timeout` header; undefined when there is none or it is malformed. */
export function timeoutOf(header: string | undefined): number | undefined {
  const match = /^(\d{1,8})([HMSmun])$/.exec(header ?? '');
  if (match?.[1] === undefined || match[2] === undefined) return undefined;
  return Number(match[1]) * (UNITS[match[2]] ?? 1);
}
