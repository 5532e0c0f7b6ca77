import http2 from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
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

/** A gRPC server over HTTP/2 without TLS. */
export class GrpcServer {
  private readonly server = http2.createServer({
    settings: { initialWindowSize: STREAM_WINDOW, maxConcurrentStreams: 100_000 },
    maxSessionMemory: SESSION_MEMORY_MB,
  });
  private readonly sessions = new Set<http2.ServerHttp2Session>();
  private readonly calls = new Set<Call>();

  constructor(private readonly handlers: ReadonlyMap<string, Handler>) {
    this.server.on('connection', (socket: Socket) => socket.setNoDelay(true));
    this.server.on('session', (session) => this.welcome(session));
    this.server.on('stream', (stream, headers) => {
      const call = new Call(stream, headers);
      this.calls.add(call);
      call.onOver(() => this.calls.delete(call));
      void this.dispatch(call, String(headers[':path']));
    });
  }

  /** @throws PortTakenError */
  listen(port: number, host: string): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new PortTakenError(port) : error),
      );
      this.server.listen(port, host, () => resolve((this.server.address() as AddressInfo).port));
    });
  }

  /** Ends open calls without a status, then the connections. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const call of this.calls) call.abandon();
    await new Promise((resolve) => setImmediate(resolve));
    for (const session of this.sessions) session.destroy();
    await closed;
  }

  private welcome(session: http2.ServerHttp2Session): void {
    this.sessions.add(session);
    session.setLocalWindowSize(SESSION_WINDOW);
    session.on('error', () => session.destroy());
    session.on('close', () => this.sessions.delete(session));
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
