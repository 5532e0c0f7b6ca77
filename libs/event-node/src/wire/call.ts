import { constants, type IncomingHttpHeaders, type ServerHttp2Stream } from 'node:http2';
import { FrameSplitter } from './framing.js';
import { GrpcError, percentEncode, Status, timeoutOf } from './grpc-status.js';
import { MalformedMessageError } from './protobuf.js';

const CONTENT_TYPE = { ':status': 200, 'content-type': 'application/grpc' } as const;

/** One gRPC call, seen from the server. The call ends once: by `end`, by `fail`, by its deadline or by the peer. */
export class Call {
  private done = false;
  private outbox: Buffer[] = [];
  private waiting: (() => void)[] = [];
  private readonly closers: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private inputEnded = false;

  constructor(
    private readonly stream: ServerHttp2Stream,
    readonly headers: IncomingHttpHeaders,
  ) {
    stream.on('error', () => this.close());
    stream.on('close', () => this.close());
    stream.on('aborted', () => this.close());
    stream.on('end', () => (this.inputEnded = true));
    stream.on('drain', () => this.letWritersOn());
    this.armDeadline(timeoutOf(headers['grpc-timeout'] as string | undefined));
  }

  /** True once the call is over, whoever ended it. */
  get over(): boolean {
    return this.done;
  }

  /** Runs when the call is over; at once when it already is. */
  onOver(closer: () => void): void {
    if (this.done) closer();
    else this.closers.push(closer);
  }

  /** Feeds every message of the request to `deliver`, then calls `ended`. What they throw ends the call. */
  receive(deliver: (message: Buffer) => void, ended: () => void): void {
    const splitter = new FrameSplitter();
    this.stream.on('data', (chunk: Buffer) => {
      if (!this.done) this.guard(() => splitter.push(chunk, deliver));
    });
    this.stream.on('end', () => {
      if (!this.done) this.guard(ended);
    });
  }

  /** Reads no more of the request until something has happened; HTTP/2 then holds the peer back. */
  pauseUntil(event: Promise<void>): void {
    this.stream.pause();
    void event.then(() => this.stream.resume());
  }

  /** The one message of a call that has exactly one. */
  receiveOne(): Promise<Buffer> {
    return new Promise((resolve) => {
      let message: Buffer | undefined;
      this.receive(
        (next) => (message ??= next),
        () => {
          if (!message) throw new GrpcError(Status.INTERNAL, 'the call ended without a message');
          resolve(message);
        },
      );
    });
  }

  /** Sends frames; the promise, where there is one, resolves when the peer has room for more or the call is over. */
  write(frames: Buffer): Promise<void> | undefined {
    if (this.done) return undefined;
    this.open();
    if (this.stream.write(frames)) return undefined;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Like `write`, but the frames of one turn of the event loop leave in one write. */
  post(frame: Buffer): void {
    if (this.outbox.push(frame) > 1) return;
    setImmediate(() => {
      const frames = this.outbox;
      this.outbox = [];
      void this.write(frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames));
    });
  }

  /** Ends the call with success, after an optional last frame. */
  end(last?: Buffer): void {
    if (this.done) return;
    this.open();
    this.finish({ 'grpc-status': '0' });
    this.stream.end(last);
    this.close();
  }

  fail(cause: unknown): void {
    if (this.done) return;
    const error = asGrpcError(cause);
    const trailers: Record<string, string> = {
      'grpc-status': String(error.code),
      'grpc-message': percentEncode(error.message),
    };
    for (const [key, value] of Object.entries(error.trailers)) trailers[key] = percentEncode(value);
    if (this.stream.headersSent) {
      this.finish(trailers);
      this.stream.end();
    } else if (!this.stream.destroyed) {
      this.stream.respond({ ...CONTENT_TYPE, ...trailers }, { endStream: true });
    }
    this.close();
    this.refuseInput();
  }

  /** Ends the call without a status, as a server that goes down does. */
  abandon(): void {
    if (!this.stream.destroyed) this.stream.close(constants.NGHTTP2_NO_ERROR);
    this.close();
  }

  private open(): void {
    if (!this.stream.headersSent && !this.stream.destroyed)
      this.stream.respond(CONTENT_TYPE, { waitForTrailers: true });
  }

  private finish(trailers: Record<string, string>): void {
    this.stream.once('wantTrailers', () => {
      if (!this.stream.destroyed) this.stream.sendTrailers(trailers);
    });
  }

  /** The peer may still be sending when it is refused: it is told to stop, and what comes meanwhile is thrown away. */
  private refuseInput(): void {
    if (this.inputEnded || this.stream.destroyed) return;
    this.stream.resume();
    this.stream.close(constants.NGHTTP2_NO_ERROR);
  }

  private guard(step: () => void): void {
    try {
      step();
    } catch (error) {
      this.fail(error);
    }
  }

  private armDeadline(milliseconds: number | undefined): void {
    const MAX_TIMER = 2_147_483_647;
    if (milliseconds === undefined || milliseconds > MAX_TIMER) return;
    this.timer = setTimeout(
      () => this.fail(new GrpcError(Status.DEADLINE_EXCEEDED, 'Deadline Exceeded')),
      milliseconds,
    );
    this.timer.unref();
  }

  private close(): void {
    if (this.done) return;
    this.done = true;
    clearTimeout(this.timer);
    this.letWritersOn();
    for (const closer of this.closers.splice(0)) closer();
  }

  private letWritersOn(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}

function asGrpcError(cause: unknown): GrpcError {
  if (cause instanceof GrpcError) return cause;
  if (cause instanceof MalformedMessageError)
    return new GrpcError(Status.INTERNAL, `Malformed message: ${cause.message}`);
  return new GrpcError(Status.INTERNAL, cause instanceof Error ? cause.message : String(cause));
}
