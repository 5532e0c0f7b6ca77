import { connect, constants, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { BrokenReadError, errorOf, UnexpectedAnswerError } from './read-errors.js';
import type { Route } from './route.js';

/** Bytes that the server may send ahead of the consumer: all that a slow consumer lets pile up. */
const STREAM_WINDOW = 2 * 1024 * 1024;

const READ_PATH = '/event_store.client.streams.Streams/Read';

export interface Reading {
  /** `host:port` of the node. */
  readonly node: string;
  readonly route: Route;
  /** A server that says nothing for so long while we wait is given up, in milliseconds. */
  readonly silentMs: number;
  readonly ended: AbortSignal;
}

/**
 * One call of `Streams.Read` on a connection of its own, as the pieces of its answer. Pulled: while the consumer does not
 * ask, the window of the connection fills up and the server waits. Leaving it early cancels the call.
 * @throws BrokenReadError, ReadDeniedError, UnexpectedAnswerError
 */
export async function* readCall(request: Buffer, { node, route, silentMs, ended }: Reading): AsyncGenerator<Buffer> {
  if (ended.aborted) throw new BrokenReadError('the reading was ended before it began');
  const session = open(node, route);
  const answer = session.request({
    ':method': 'POST',
    ':path': READ_PATH,
    'content-type': 'application/grpc',
    te: 'trailers',
    ...route.headers,
  });
  const said = new Said(answer);
  const stop = () => session.destroy();
  ended.addEventListener('abort', stop);
  const silence = new Silence(silentMs, (why) => answer.destroy(why));
  answer.end(request);
  try {
    silence.begin();
    for await (const piece of answer as AsyncIterable<Buffer>) {
      silence.end();
      said.refuseOdd();
      yield piece;
      silence.begin();
    }
    said.refuse();
  } catch (error) {
    throw named(error, node);
  } finally {
    silence.end();
    ended.removeEventListener('abort', stop);
    answer.close(constants.NGHTTP2_CANCEL);
    session.destroy();
  }
}

function open(node: string, { tls }: Route): ClientHttp2Session {
  const settings = { enablePush: false, initialWindowSize: STREAM_WINDOW };
  const session = connect(`${tls === undefined ? 'http' : 'https'}://${node}`, { ...tls, settings });
  // A session that was left while it connected still says that it has connected, and is no longer to be spoken to.
  session.on('connect', () => session.destroyed || session.setLocalWindowSize(STREAM_WINDOW));
  // What goes wrong with the connection is also told to its only call.
  session.on('error', () => undefined);
  return session;
}

/** What the server said beside the messages. */
class Said {
  private headers: Readonly<Record<string, unknown>> = {};
  private trailers: Readonly<Record<string, unknown>> | undefined;

  constructor(answer: ClientHttp2Stream) {
    answer.on('response', (headers) => (this.headers = headers));
    answer.on('trailers', (trailers: Record<string, unknown>) => (this.trailers = trailers));
  }

  refuseOdd(): void {
    const { ':status': status, 'content-type': type } = this.headers;
    if (status === 200 && typeof type === 'string' && type.startsWith('application/grpc')) return;
    throw new UnexpectedAnswerError(`the server answered ${String(status)} with content of type ${String(type)}`);
  }

  /** A call that fails at once says so in its headers, without trailers. */
  refuse(): void {
    if (this.headers[':status'] !== undefined) this.refuseOdd();
    const error = errorOf(this.trailers ?? this.headers);
    if (error !== undefined) throw error;
  }
}

/** Tells when nothing came for too long. */
class Silence {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly ms: number,
    private readonly tooLong: (why: Error) => void,
  ) {}

  begin(): void {
    const why = `the server said nothing for ${this.ms} ms`;
    this.timer = setTimeout(() => this.tooLong(new BrokenReadError(why)), this.ms);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

const NAMED = ['BrokenReadError', 'ReadDeniedError', 'UnexpectedAnswerError'];

function named(error: unknown, node: string): Error {
  if (error instanceof Error && NAMED.includes(error.name)) return error;
  return new BrokenReadError(`the connection to ${node} broke`, { cause: error });
}
