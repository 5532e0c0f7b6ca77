import { BLOCK_BYTES, type Block } from './log.js';

const SMALL = 4 * 1024;

/** Lays frames one after another into blocks. */
export class BlockBuilder {
  private readonly blocks: Block[] = [];
  private open: Buffer = Buffer.alloc(0);
  private used = 0;
  private start: number;

  constructor(public tail: number) {
    this.start = tail;
  }

  /** Adds a frame and returns where its block begins. */
  add(size: number, write: (target: Buffer, start: number) => void): number {
    if (this.used && this.used + size > BLOCK_BYTES) this.seal();
    this.makeRoom(size);
    write(this.open, this.used);
    this.used += size;
    this.tail += size;
    return this.start;
  }

  /** Leaves a gap before the next frame and returns its position. */
  skip(size: number): number {
    this.seal();
    const position = this.tail;
    this.tail += size;
    this.start = this.tail;
    return position;
  }

  /** The blocks so far; the last one is closed. */
  finish(): readonly Block[] {
    this.seal();
    return this.blocks;
  }

  private seal(): void {
    if (this.used) this.blocks.push({ start: this.start, bytes: this.open.subarray(0, this.used) });
    this.open = Buffer.alloc(0);
    this.used = 0;
    this.start = this.tail;
  }

  private makeRoom(size: number): void {
    const needed = this.used + size;
    if (needed <= this.open.length) return;
    const grown = Buffer.allocUnsafeSlow(
      Math.max(needed, Math.min(BLOCK_BYTES, Math.max(SMALL, this.open.length * 4))),
    );
    this.open.copy(grown, 0, 0, this.used);
    this.open = grown;
  }
}
