import {
  connect,
  createSecureServer,
  createServer,
  type Http2SecureServer,
  type Http2Server,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';

export interface Status {
  readonly code: number;
  readonly message: string;
}

const READ = '/event_store.client.streams.Streams/Read';

/**
 * A gRPC server in front of another one, for what the embedded node does not do by itself: it serves over TLS, ends calls
 * with a status, and answers calls oddly.
 */
export class GrpcFront {
  /** Headers of the calls that came, the newest last. */
  readonly calls: IncomingHttpHeaders[] = [];
  /** Answers a call in the place of the server behind; undefined: the call goes through. */
  answer: (headers: IncomingHttpHeaders, stream: ServerHttp2Stream) => Status | 'answered' | undefined = () =>
    undefined;
  private readonly reads = new Set<ServerHttp2Stream>();
  private readonly muted = new WeakSet<ServerHttp2Stream>();
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Http2Server | Http2SecureServer,
    private readonly behind: string,
  ) {
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
    });
    server.on('sessionError', () => undefined);
    server.on('stream', (stream: ServerHttp2Stream, headers: IncomingHttpHeaders) => this.serve(stream, headers));
  }

  /** @param port of the server behind, on 127.0.0.1, without TLS */
  static async open(port: number, tls?: { readonly cert: Buffer; readonly key: Buffer }): Promise<GrpcFront> {
    const server = tls === undefined ? createServer() : createSecureServer({ ...tls, allowHTTP1: false });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new GrpcFront(server, `http://127.0.0.1:${port}`);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Ends every read and subscription that is open; answers how many there were. */
  endReads(status: Status): number {
    const open = [...this.reads];
    for (const stream of open) end(stream, status);
    return open.length;
  }

  /** Swallows what the server says on the reads and subscriptions that are open, for good. Others are as before. */
  muteReads(): number {
    for (const stream of this.reads) this.muted.add(stream);
    return this.reads.size;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private serve(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    stream.on('error', () => undefined);
    this.calls.push(headers);
    const instead = this.answer(headers, stream);
    if (instead === 'answered') return;
    if (instead !== undefined) return end(stream, instead);
    if (headers[':path'] === READ) {
      this.reads.add(stream);
      stream.on('close', () => this.reads.delete(stream));
    }
    this.pass(stream, headers);
  }

  private pass(stream: ServerHttp2Stream, headers: IncomingHttpHeaders): void {
    const session = connect(this.behind);
    session.on('error', () => stream.close());
    const call = session.request({
      ':method': 'POST',
      ':path': headers[':path'],
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    let trailers: IncomingHttpHeaders = {};
    call.on('error', () => stream.close());
    call.on('response', (answered) => {
      if (stream.closed || stream.headersSent) return;
      const { ':status': status, 'content-type': type = 'application/grpc' } = answered;
      stream.on('wantTrailers', () => stream.sendTrailers(withoutPseudo({ ...answered, ...trailers })));
      stream.respond({ ':status': status ?? 200, 'content-type': type }, { waitForTrailers: true });
    });
    call.on('trailers', (said: IncomingHttpHeaders) => (trailers = said));
    stream.pipe(call);
    call.on('data', (piece: Buffer) => {
      if (this.muted.has(stream)) return;
      if (stream.writable && !stream.write(piece)) call.pause();
    });
    stream.on('drain', () => call.resume());
    call.on('end', () => stream.end());
    stream.on('close', () => session.destroy());
  }
}

const withoutPseudo = (headers: IncomingHttpHeaders): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('grpc-') || name === 'exception' ? [[name, String(value)]] : [],
    ),
  );

/** Ends a call with a status, whether its answer has begun or not. */
function end(stream: ServerHttp2Stream, { code, message }: Status): void {
  const trailers = { 'grpc-status': String(code), 'grpc-message': encodeURIComponent(message) };
  if (stream.headersSent) {
    stream.removeAllListeners('wantTrailers');
    stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    stream.end();
  } else {
    stream.respond({ ':status': 200, 'content-type': 'application/grpc', ...trailers }, { endStream: true });
  }
}
