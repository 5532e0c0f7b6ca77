import type { Database } from 'lmdb';
import { frameEnd } from '../wire/recorded-event.js';
import { blockKey, readUint53 } from './keys.js';

/** A piece of the log: whole frames, one after another; `start` is the position of the first. */
export interface Block {
  readonly start: number;
  readonly bytes: Buffer;
}

/** Bytes after which a block is closed; one larger event has a block of its own. */
export const BLOCK_BYTES = 64 * 1024;

/** Positions begin here, so that 0 can only mean the start. */
export const FIRST_POSITION = 64;

const RECENT_BYTES = 4 * 1024 * 1024;

export const blockEnd = (block: Block): number => block.start + block.bytes.length;

/** The log of all events. Blocks are written once and never change, so what is read stays true. */
export class Log {
  /** The last blocks written: live subscribers read these without asking LMDB. */
  private readonly recent = new Map<number, Block>();
  private recentBytes = 0;

  constructor(private readonly table: Database<Buffer, Buffer>) {}

  /** The block that begins at a position. */
  at(start: number): Block | undefined {
    const recent = this.recent.get(start);
    if (recent) return recent;
    const bytes = this.table.getBinary(blockKey(start));
    return bytes && { start, bytes: asBuffer(bytes) };
  }

  /** The block that begins at or after a position. */
  from(position: number): Block | undefined {
    return this.at(position) ?? this.first({ start: blockKey(position) });
  }

  /** The block that begins at or before a position: the one that holds it, unless it lies in a gap. */
  upTo(position: number): Block | undefined {
    return this.at(position) ?? this.first({ start: blockKey(position), reverse: true });
  }

  last(): Block | undefined {
    return this.first({ reverse: true });
  }

  remember(blocks: readonly Block[]): void {
    for (const block of blocks) {
      this.recent.set(block.start, block);
      this.recentBytes += block.bytes.length;
    }
    for (const [start, block] of this.recent) {
      if (this.recentBytes <= RECENT_BYTES) return;
      this.recent.delete(start);
      this.recentBytes -= block.bytes.length;
    }
  }

  private first(range: { start?: Buffer; reverse?: boolean }): Block | undefined {
    for (const { key, value } of this.table.getRange({ ...range, limit: 1 }))
      return { start: readUint53(asBuffer(key), 0), bytes: asBuffer(value) };
    return undefined;
  }
}

/** LMDB hands out plain Uint8Arrays for some values. */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Offsets at which the frames of a block begin, from the offset of one of them on. */
export function frameOffsets(bytes: Buffer, from = 0): number[] {
  const offsets: number[] = [];
  for (let at = from; at < bytes.length; at = frameEnd(bytes, at)) offsets.push(at);
  return offsets;
}

/** Offset of the frame that lies `count` frames after the one at `from`; the block's end when there are fewer. */
export function skipFrames(bytes: Buffer, from: number, count: number): number {
  let at = from;
  for (let i = 0; i < count && at < bytes.length; i++) at = frameEnd(bytes, at);
  return at;
}
