import http2 from 'node:http2';
import type { AddressInfo } from 'node:net';

export interface SeenCall {
  readonly path: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

const HIDDEN: Readonly<Record<string, string>> = { 'connection-name': '<name>', 'grpc-timeout': '<timeout>' };

/** Stands between a client and a server and notes every call. */
export class CallRecorder {
  readonly calls: SeenCall[] = [];
  private readonly sessions = new Set<http2.Http2Session>();
  private readonly server = http2.createServer();

  private constructor(private readonly upstream: http2.ClientHttp2Session) {
    this.keep(upstream);
    this.server.on('session', (session) => this.keep(session));
    this.server.on('stream', (stream, headers) => this.forward(stream, headers));
  }

  static async before(connection: string): Promise<CallRecorder> {
    const recorder = new CallRecorder(http2.connect(connection.replace(/^esdb:\/\/([^/?]+).*$/, 'http://$1')));
    await new Promise<void>((resolve) => recorder.server.listen(0, '127.0.0.1', resolve));
    return recorder;
  }

  get connection(): string {
    return `esdb://127.0.0.1:${(this.server.address() as AddressInfo).port}?tls=false`;
  }

  close(): void {
    for (const session of this.sessions) session.destroy();
    this.server.close();
  }

  private keep(session: http2.Http2Session): void {
    this.sessions.add(session);
    session.on('error', () => undefined);
    session.on('close', () => this.sessions.delete(session));
  }

  private forward(down: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders): void {
    this.note(headers);
    const { ':authority': _authority, ':scheme': _scheme, ...rest } = headers;
    const up = this.upstream.request(rest);
    let trailers: http2.IncomingHttpHeaders = {};
    for (const stream of [up, down]) stream.on('error', () => undefined);
    down.pipe(up);
    up.on('response', (answer) => down.respond(answer, { waitForTrailers: true }));
    up.on('trailers', (given: http2.IncomingHttpHeaders) => (trailers = given));
    down.on('wantTrailers', () => down.sendTrailers(trailers));
    up.on('data', (bytes: Buffer) => void (down.destroyed || down.write(bytes)));
    up.on('end', () => void (down.destroyed || down.end()));
    down.on('close', () => up.close(http2.constants.NGHTTP2_CANCEL));
  }

  private note(headers: http2.IncomingHttpHeaders): void {
    const shown = Object.entries(headers).filter(([key]) => !key.startsWith(':') && key !== 'user-agent');
    const named = shown.map(([key, value]) => [key, HIDDEN[key] ?? value] as const);
    this.calls.push({ path: String(headers[':path']), headers: Object.fromEntries(named) });
  }
}
