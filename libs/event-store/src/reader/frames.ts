import { MalformedAnswerError } from './protobuf.js';

/** Bytes in front of each gRPC message: a compression flag and the length, big-endian. */
const HEAD = 5;

/** The server stores events of up to 16 MiB; the official client takes messages of 17. */
const MOST = 17 * 1024 * 1024;

export function frame(message: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
}

/** Cuts a stream of bytes into messages, which are told by where they lie. A part of one waits for the rest. */
export class FrameSplitter {
  private pending: Buffer[] = [];
  private size = 0;
  private wanted = HEAD;

  /** Whether the stream may end here. */
  get isBetween(): boolean {
    return this.size === 0;
  }

  /** @throws MalformedAnswerError for a message that is compressed or above 17 MiB */
  push(chunk: Buffer, message: (source: Buffer, start: number, end: number) => void): void {
    this.pending.push(chunk);
    this.size += chunk.length;
    // A large message is put together once, when all of it is there.
    if (this.size < this.wanted) return;
    const data = this.pending.length === 1 ? chunk : Buffer.concat(this.pending, this.size);
    const at = this.cut(data, message);
    this.pending = at < data.length ? [data.subarray(at)] : [];
    this.size = data.length - at;
  }

  private cut(data: Buffer, message: (source: Buffer, start: number, end: number) => void): number {
    let at = 0;
    for (;;) {
      this.wanted = HEAD;
      if (data.length - at < HEAD) return at;
      const length = data.readUInt32BE(at + 1);
      if (data[at] !== 0) throw new MalformedAnswerError('a compressed message, which was not asked for');
      if (length > MOST) throw new MalformedAnswerError(`a message of ${length} bytes; at most ${MOST} are taken`);
      const end = at + HEAD + length;
      this.wanted = HEAD + length;
      if (end > data.length) return at;
      message(data, at + HEAD, end);
      at = end;
    }
  }
}
