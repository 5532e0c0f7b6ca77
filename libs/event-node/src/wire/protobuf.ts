/**
 * The few rules of the protobuf wire format that this node needs. Numbers are JS numbers where they are known to be
 * below 2^53, bigint where the protocol lets them reach 2^64 - 1.
 */

/** A message that is no protobuf; the peer gets INTERNAL. */
export class MalformedMessageError extends Error {
  override readonly name = 'MalformedMessageError';
}

const HIGH = 0x1_0000_0000;

/** Walks one message, field by field. `bytes()` gives views into the source, not copies. */
export class ProtoReader {
  /** Number of the field that `next()` stopped at. */
  field = 0;
  private wire = 0;

  constructor(
    private readonly source: Buffer,
    private at = 0,
    private readonly end = source.length,
  ) {}

  /** Moves to the next field; false at the end of the message. A field that was not read is skipped by `skip()`. */
  next(): boolean {
    if (this.at >= this.end) return false;
    const tag = this.uint();
    this.field = Math.floor(tag / 8);
    this.wire = tag & 7;
    return true;
  }

  /** A varint below 2^53 (larger ones lose their low bits; use `uint64()` where that matters). */
  uint(): number {
    let value = 0;
    let factor = 1;
    for (let i = 0; i < 10; i++) {
      const byte = this.byte();
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
    throw new MalformedMessageError('a varint of more than 10 bytes');
  }

  /** A varint of the full 64 bits. */
  uint64(): bigint {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new MalformedMessageError('a varint of more than 10 bytes');
  }

  bool(): boolean {
    return this.uint() !== 0;
  }

  /** A length-delimited field as a view into the source. */
  bytes(): Buffer {
    const length = this.uint();
    const start = this.at;
    if (length > this.end - start) throw new MalformedMessageError(`a field of ${length} bytes in ${this.end - start}`);
    this.at = start + length;
    return this.source.subarray(start, this.at);
  }

  string(): string {
    return this.bytes().toString('utf8');
  }

  message(): ProtoReader {
    return new ProtoReader(this.bytes());
  }

  skip(): void {
    if (this.wire === 0) this.uint64();
    else if (this.wire === 1) this.at += 8;
    else if (this.wire === 2) this.bytes();
    else if (this.wire === 5) this.at += 4;
    else throw new MalformedMessageError(`wire type ${this.wire}`);
  }

  private byte(): number {
    const byte = this.source[this.at++];
    if (byte === undefined || this.at > this.end) throw new MalformedMessageError('the message ends within a field');
    return byte;
  }
}

/** Number of bytes of a varint; `value` is a whole number from 0 to 2^53 - 1. */
export function varintSize(value: number): number {
  let size = 1;
  while (value >= 0x80) {
    value = Math.floor(value / 128);
    size++;
  }
  return size;
}

/** Writes a varint and returns the offset after it; `value` is a whole number from 0 to 2^53 - 1. */
export function writeVarint(target: Buffer, at: number, value: number): number {
  while (value >= HIGH) {
    target[at++] = (value % 128) | 0x80;
    value = Math.floor(value / 128);
  }
  value >>>= 0;
  while (value >= 0x80) {
    target[at++] = (value & 0x7f) | 0x80;
    value >>>= 7;
  }
  target[at++] = value;
  return at;
}

/** Builds small messages; every field is written, also those with their default value (oneof members need it). */
export class ProtoWriter {
  private readonly parts: Buffer[] = [];

  uint(field: number, value: number | bigint): this {
    const out = Buffer.allocUnsafe(20);
    const at = writeVarint(out, 0, field * 8);
    this.parts.push(
      out.subarray(0, typeof value === 'number' ? writeVarint(out, at, value) : writeBig(out, at, value)),
    );
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    const head = Buffer.allocUnsafe(16);
    this.parts.push(
      head.subarray(0, writeVarint(head, writeVarint(head, 0, field * 8 + 2), value.length)),
      Buffer.from(value),
    );
    return this;
  }

  string(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }

  message(field: number, value: ProtoWriter = new ProtoWriter()): this {
    return this.bytes(field, value.finish());
  }

  finish(): Buffer {
    return Buffer.concat(this.parts);
  }
}

function writeBig(target: Buffer, at: number, value: bigint): number {
  let rest = BigInt.asUintN(64, value);
  while (rest >= 0x80n) {
    target[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  target[at++] = Number(rest);
  return at;
}
