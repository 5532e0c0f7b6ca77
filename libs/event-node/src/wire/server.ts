import http from 'node:http';
import http2 from 'node:http2';
import net from 'node:net';
import { Call } from './call.js';
import { GrpcError, Status } from './grpc-status.js';

/** Serves one method; what it throws ends the call. */
export type Handler = (call: Call) => void | Promise<void>;

/** The port asked for is in use by another process. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';

  constructor(readonly port: number) {
    super(`port ${port} is taken by another process: give another one, or 0 for a free one`);
  }
}

const STREAM_WINDOW = 1024 * 1024;
const SESSION_WINDOW = 16 * 1024 * 1024;
const SESSION_MEMORY_MB = 512;

/** The first bytes of every HTTP/2 connection. */
const PREFACE = Buffer.from('PRI');

/** A gRPC server over HTTP/2 without TLS; on the same port it answers HTTP/1.1, which load balancers ask for health. */
export class GrpcServer {
  private readonly grpc = http2.createServer({
    settings: { initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: 100_000 },
    maxSessionMemory: SESSION_MEMORY_MB,
  });
  private readonly web: http.Server;
  private readonly front = net.createServer({ noDelay: true }, (socket) => this.sort(socket));
  private readonly sockets = new Set<net.Socket>();
  private readonly calls = new Set<Call>();

  constructor(
    private readonly handlers: ReadonlyMap<string, Handler>,
    answerWeb: http.RequestListener,
  ) {
    this.web = http.createServer(answerWeb);
    this.grpc.on('session', (session) => welcome(session));
    this.grpc.on('stream', (stream, headers) => {
      const call = new Call(stream, headers);
      this.calls.add(call);
      call.onOver(() => this.calls.delete(call));
      void this.dispatch(call, String(headers[':path']));
    });
  }

  /** @throws PortTakenError */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.front.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
      );
      this.front.listen(port, host, () => resolve((this.front.address() as net.AddressInfo).port));
    });
  }

  /** Ends open calls without a status, then the connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.front.close(() => resolve()));
    await new Promise((resolve) => setImmediate(resolve)); // answers that are ready still leave
    for (const call of this.calls) call.abandon();
    await new Promise((resolve) => setImmediate(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** Looks at the first bytes of a connection and hands it to the server that speaks its protocol. */
  private sort(socket: net.Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    socket.once('data', (bytes: Buffer) => {
      socket.pause();
      socket.unshift(bytes);
      const grpc = bytes.subarray(0, PREFACE.length).equals(PREFACE);
      (grpc ? this.grpc : this.web).emit('connection', socket);
      if (!grpc) socket.resume();
    });
  }

  private async dispatch(call: Call, path: string): Promise<void> {
    const handler = this.handlers.get(path);
    try {
      if (!handler) throw new GrpcError(Status.UNIMPLEMENTED, `${path} is not implemented by this node`);
      await handler(call);
    } catch (error) {
      call.fail(error);
    }
  }
}

function welcome(session: http2.ServerHttp2Session): void {
  session.setLocalWindowSize(SESSION_WINDOW);
  session.on('error', () => session.destroy());
}
