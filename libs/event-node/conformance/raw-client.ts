import http2 from 'node:http2';
import { frame, FrameSplitter } from '../src/wire/framing.js';

/** The end of a call that was no success, in the form that the recordings have. */
export interface RawFailure {
  readonly error: 'Error';
  readonly code: number;
  readonly message: string;
  readonly trailers?: Readonly<Record<string, string>>;
}

export interface RawCall {
  /** Messages sent at once; the call's sending side ends after them unless `open`. */
  readonly messages: readonly Buffer[];
  readonly open?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  /** When the call is given up. */
  readonly ms: number;
  /** Called for every message that comes; true: that is enough. */
  readonly deliver: (message: Buffer) => boolean;
}

export type RawEnd = 'ended' | 'enough' | 'given up' | RawFailure;

const NAMES: Readonly<Record<number, string>> = {
  2: 'UNKNOWN',
  3: 'INVALID_ARGUMENT',
  8: 'RESOURCE_EXHAUSTED',
  12: 'UNIMPLEMENTED',
};
const HIDDEN = /^(:|grpc-|date$|server$|content-|transfer-)/;

/** Makes one gRPC call without the official client: what is on the wire is what is looked at. */
export async function rawCall(connection: string, path: string, call: RawCall): Promise<RawEnd> {
  const session = http2.connect(connection.replace(/^esdb:\/\/([^/?]+).*$/, 'http://$1'));
  session.on('error', () => undefined);
  try {
    return await run(session, path, call);
  } finally {
    session.destroy();
  }
}

function run(session: http2.ClientHttp2Session, path: string, call: RawCall): Promise<RawEnd> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('given up'), call.ms);
    const done = (end: RawEnd): void => {
      clearTimeout(timer);
      resolve(end);
    };
    const head = { ':method': 'POST', ':path': `/event_store.client.${path}`, te: 'trailers' };
    const stream = session.request({ ...head, 'content-type': 'application/grpc', ...call.headers });
    const splitter = new FrameSplitter();
    let trailers: http2.IncomingHttpHeaders = {};
    stream.on('response', (headers) => (trailers = headers));
    stream.on('trailers', (headers: http2.IncomingHttpHeaders) => (trailers = headers));
    stream.on('error', () => done('given up'));
    stream.on('data', (chunk: Buffer) =>
      splitter.push(chunk, (message) => {
        if (call.deliver(message)) done('enough');
      }),
    );
    stream.on('end', () => done(endOf(trailers)));
    for (const message of call.messages) stream.write(frame(message));
    if (!call.open) stream.end();
  });
}

function endOf(trailers: http2.IncomingHttpHeaders): RawEnd {
  const code = Number(trailers['grpc-status']);
  if (code === 0) return 'ended';
  const shown = Object.entries(trailers).filter(([key]) => !HIDDEN.test(key));
  const message = decodeURIComponent(String(trailers['grpc-message']));
  return {
    error: 'Error',
    code,
    message: `${code} ${NAMES[code] ?? ''}: ${message}`,
    ...(shown.length && { trailers: Object.fromEntries(shown) as Record<string, string> }),
  };
}
