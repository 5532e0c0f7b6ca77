import type { Call } from '../wire/call.js';

/** Bytes gathered before they go to the socket in one write: less than a full block, which then goes as it is, uncopied. */
const CHUNK_BYTES = 48 * 1024;

/** After this many pieces without a pause other calls get their turn. */
const PIECES_PER_TURN = 32;

/** Sends frames in large writes and waits while the peer is slow. */
export class Sender {
  private frames: Buffer[] = [];
  private bytes = 0;
  private pieces = 0;

  constructor(private readonly call: Call) {}

  /** False once the call is over. */
  async add(frames: readonly Buffer[]): Promise<boolean> {
    for (const frame of frames) {
      this.frames.push(frame);
      this.bytes += frame.length;
    }
    if (this.bytes >= CHUNK_BYTES) await this.flush();
    else if (++this.pieces % PIECES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    return !this.call.over;
  }

  /** Sends what was gathered. */
  async flush(): Promise<void> {
    const { frames, bytes } = this;
    this.frames = [];
    this.bytes = 0;
    if (!bytes) return;
    await this.call.write(frames.length === 1 && frames[0] ? frames[0] : Buffer.concat(frames, bytes));
  }
}
