import type { Database } from 'lmdb';
import { TOMBSTONE_REVISION } from '../wire/recorded-event.js';
import { nameKey, readUint53, runKey, writeUint53 } from './keys.js';
import { asBuffer } from './log.js';

/** Consecutive revisions of one stream that lie side by side in one block. */
export interface Run {
  readonly first: number;
  readonly count: number;
  /** Position of the first event. */
  readonly position: number;
  /** Where the block begins. */
  readonly block: number;
}

/** What is known of a stream without reading an event. `number` 0: it was never written to. */
export interface StreamHead {
  readonly number: number;
  /** Last revision but for a tombstone; -1: no event. */
  readonly last: number;
  readonly tombstoned: boolean;
}

export const NO_STREAM_HEAD: StreamHead = { number: 0, last: -1, tombstoned: false };

const RUN_BYTES = 20;

export function encodeRun(run: Run): Buffer {
  const value = Buffer.allocUnsafe(RUN_BYTES);
  writeUint53(value, 0, run.position);
  writeUint53(value, 8, run.block);
  value.writeUInt32BE(run.count, 16);
  return value;
}

export function decodeRun(key: Uint8Array, value: Uint8Array): Run {
  const bytes = asBuffer(value);
  return {
    first: readUint53(asBuffer(key), 8),
    position: readUint53(bytes, 0),
    block: readUint53(bytes, 8),
    count: bytes.readUInt32BE(16),
  };
}

/** Finds streams by name and events by revision. */
export class StreamIndex {
  constructor(
    private readonly names: Database<Buffer, Buffer>,
    private readonly runs: Database<Buffer, Buffer>,
  ) {}

  /** Number of the stream that was made last. */
  lastNumber(): number {
    for (const key of this.runs.getKeys({ reverse: true, limit: 1 })) return readUint53(asBuffer(key), 0);
    return 0;
  }

  head(name: string): StreamHead {
    const value = this.names.getBinary(nameKey(name));
    if (!value) return NO_STREAM_HEAD;
    const number = readUint53(asBuffer(value), 0);
    const end = this.runUpTo(number, TOMBSTONE_REVISION);
    if (end?.first !== TOMBSTONE_REVISION) return { number, last: lastOf(end), tombstoned: false };
    return { number, last: lastOf(this.runUpTo(number, TOMBSTONE_REVISION - 1)), tombstoned: true };
  }

  /** The run that begins at or before a revision. */
  runUpTo(stream: number, revision: number): Run | undefined {
    if (stream === NO_STREAM_HEAD.number) return undefined;
    const range = {
      start: runKey(stream, revision),
      end: runKey(stream - 1, TOMBSTONE_REVISION),
      reverse: true,
      limit: 1,
    };
    for (const { key, value } of this.runs.getRange(range)) return decodeRun(key, value);
    return undefined;
  }

  /** Up to `limit` runs that begin after a revision, in order. */
  runsAfter(stream: number, revision: number, limit: number): Run[] {
    const range = { start: runKey(stream, revision + 1), end: runKey(stream, TOMBSTONE_REVISION), limit };
    return [...this.runs.getRange(range)].map(({ key, value }) => decodeRun(key, value));
  }
}

const lastOf = (run: Run | undefined): number => (run ? run.first + run.count - 1 : -1);
