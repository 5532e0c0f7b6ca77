import { GrpcError, Status } from './grpc-status.js';

/** Bytes in front of every gRPC message: a compression flag and the length, big-endian. */
export const FRAME_HEAD = 5;

/** EventStoreDB 23.10 takes 5 MiB in one message and refuses 17 MiB; its log record is at most 16 MiB. */
export const MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

/** Puts the head of a gRPC frame in front of a message. */
export function frame(message: Buffer): Buffer {
  const out = Buffer.allocUnsafe(FRAME_HEAD + message.length);
  out[0] = 0;
  out.writeUInt32BE(message.length, 1);
  message.copy(out, FRAME_HEAD);
  return out;
}

const EMPTY = Buffer.alloc(0);

/**
 * Cuts a byte stream into messages. A message that lies in one chunk is a view of it.
 *
 * @throws GrpcError RESOURCE_EXHAUSTED for a message above the limit, UNIMPLEMENTED for a compressed one
 */
export class FrameSplitter {
  private pending: Buffer[] = [];
  private size = 0;
  private wanted = FRAME_HEAD;

  constructor(private readonly maxBytes = MAX_MESSAGE_BYTES) {}

  push(chunk: Buffer, deliver: (message: Buffer) => void): void {
    this.pending.push(chunk);
    this.size += chunk.length;
    if (this.size < this.wanted) return;
    let data = this.pending.length === 1 ? chunk : Buffer.concat(this.pending, this.size);
    for (;;) {
      const length = this.lengthOf(data);
      if (data.length < FRAME_HEAD + length || data.length < FRAME_HEAD) {
        this.wanted = FRAME_HEAD + length;
        break;
      }
      deliver(data.subarray(FRAME_HEAD, FRAME_HEAD + length));
      data = data.subarray(FRAME_HEAD + length);
    }
    this.size = data.length;
    this.pending = data.length ? [data] : [];
    if (!data.length) this.wanted = FRAME_HEAD;
  }

  /** True when the peer ended in the middle of a message. */
  get unfinished(): boolean {
    return this.size > 0;
  }

  drop(): void {
    this.pending = [EMPTY];
    this.size = 0;
  }

  private lengthOf(data: Buffer): number {
    if (data.length < FRAME_HEAD) return 0;
    if (data[0] !== 0) throw new GrpcError(Status.UNIMPLEMENTED, 'compressed messages are not supported');
    const length = data.readUInt32BE(1);
    if (length > this.maxBytes)
      throw new GrpcError(Status.RESOURCE_EXHAUSTED, 'Received message exceeds the maximum configured message size.');
    return length;
  }
}
