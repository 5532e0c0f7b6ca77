import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer as it came; the body is parsed by whoever wants it. */
export interface Answered {
  readonly status: number;
  readonly body: Buffer;
}

/** The server sent what this reader of answers does not read, or ended the connection in the middle. */
export class WireError extends Error {
  override readonly name = 'WireError';
}

const END_OF_HEAD = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: *(\d+)/i;
/** `HTTP/1.1 201`. */
const STATUS_AT = 9;

/**
 * One HTTP/1.1 connection that is kept alive, one request at a time. Requests are text made beforehand, and of an answer
 * no more is read than its status and length: whoever measures shares the processor with what is measured.
 */
export class Wire {
  private waiting: { resolve(answer: Answered): void; reject(error: Error): void } | undefined;
  private chunks: Buffer[] = [];
  private wanted = 0;
  private got = 0;

  private constructor(private readonly socket: Socket) {
    socket.on('data', (chunk: Buffer) => this.take(chunk));
    socket.on('error', (error) => this.fail(error));
    socket.on('close', () => this.fail(new WireError('the server closed the connection')));
  }

  static async open(host: string, port: number): Promise<Wire> {
    const socket = connect({ host, port, noDelay: true });
    await once(socket, 'connect');
    return new Wire(socket);
  }

  /** @throws WireError */
  ask(request: string): Promise<Answered> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  private take(chunk: Buffer): void {
    this.chunks.push(chunk);
    this.got += chunk.length;
    if (this.got < this.wanted) return;
    const all = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    const head = all.indexOf(END_OF_HEAD);
    if (head < 0) return;
    const length = LENGTH.exec(all.toString('latin1', 0, head))?.[1];
    if (length === undefined) return this.fail(new WireError('an answer without a length'));
    const from = head + END_OF_HEAD.length;
    this.wanted = from + Number(length);
    if (all.length < this.wanted) return;
    this.settle({
      status: Number(all.toString('latin1', STATUS_AT, STATUS_AT + 3)),
      body: all.subarray(from, this.wanted),
    });
  }

  private settle(answer: Answered): void {
    const { waiting } = this;
    [this.waiting, this.chunks, this.got, this.wanted] = [undefined, [], 0, 0];
    waiting?.resolve(answer);
  }

  private fail(error: Error): void {
    const { waiting } = this;
    this.waiting = undefined;
    waiting?.reject(error);
  }
}

/** Requests to one server by one token, as text. */
export class Requests {
  private readonly head: string;

  constructor(host: string, port: number, token: string) {
    this.head = `host: ${host}:${port}\r\nauthorization: Bearer ${token}\r\n`;
  }

  post(path: string, body: string, key: string): string {
    const of = `content-type: application/json\r\nidempotency-key: ${key}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return `POST ${path} HTTP/1.1\r\n${this.head}${of}\r\n${body}`;
  }

  get(path: string): string {
    return `GET ${path} HTTP/1.1\r\n${this.head}\r\n`;
  }
}
