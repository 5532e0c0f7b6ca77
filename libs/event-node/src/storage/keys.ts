import { createHash } from 'node:crypto';

const WORD = 0x1_0000_0000;

/** Writes a whole number below 2^53 as eight bytes whose byte order is its order. */
export function writeUint53(target: Buffer, at: number, value: number): void {
  target.writeUInt32BE(Math.floor(value / WORD), at);
  target.writeUInt32BE(value % WORD, at + 4);
}

export function readUint53(source: Buffer, at: number): number {
  return source.readUInt32BE(at) * WORD + source.readUInt32BE(at + 4);
}

/** Key of a block of the log: the position of its first event. */
export function blockKey(position: number): Buffer {
  const key = Buffer.allocUnsafe(8);
  writeUint53(key, 0, position);
  return key;
}

/** Key of a run of events of one stream: the stream's number and the run's first revision. */
export function runKey(stream: number, revision: number): Buffer {
  const key = Buffer.allocUnsafe(16);
  writeUint53(key, 0, stream);
  writeUint53(key, 8, revision);
  return key;
}

const LONGEST_PLAIN = 1000;
const PLAIN = Buffer.from([0]);
const HASHED = Buffer.from([1]);

/** Key of a stream's name. LMDB's keys are short, so a long name is its beginning and its SHA-256. */
export function nameKey(name: string): Buffer {
  const bytes = Buffer.from(name, 'utf8');
  if (bytes.length <= LONGEST_PLAIN) return Buffer.concat([PLAIN, bytes]);
  return Buffer.concat([HASHED, bytes.subarray(0, LONGEST_PLAIN), createHash('sha256').update(bytes).digest()]);
}
