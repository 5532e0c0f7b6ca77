/**
 * As much of the protobuf wire format as reading `$all` needs (https://protobuf.dev/programming-guides/encoding/). The
 * cursor is one object that walks every message in place: nothing is cut out or copied on the way.
 */

/** Bytes that are no protobuf message. */
export class MalformedAnswerError extends Error {
  override readonly name = 'MalformedAnswerError';
}

/** Bits above the third of a tag are the field's number; the low three say how its value is written. */
export const VARINT = 0;
export const FIXED64 = 1;
export const BYTES = 2;
export const FIXED32 = 5;

/** A place in a message. */
export class Cursor {
  source: Buffer = Buffer.alloc(0);
  at = 0;

  open(source: Buffer, at: number): void {
    this.source = source;
    this.at = at;
  }

  /**
   * A varint; exact below 2^53, rounded above.
   * @throws MalformedAnswerError when it is longer than ten bytes or the source ends in it
   */
  varint(): number {
    const { source } = this;
    let byte = source[this.at++] as number;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let factor = 128; factor < 2 ** 70; factor *= 128) {
      byte = source[this.at++] as number;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
    }
    throw new MalformedAnswerError('a varint that does not end');
  }

  /** Steps into a field of bytes; answers the offset behind it, at most `end`. */
  bytesEnd(end: number): number {
    const length = this.varint();
    const after = this.at + length;
    if (after > end) throw new MalformedAnswerError(`a field of ${length} bytes where ${end - this.at} are left`);
    return after;
  }

  /** Steps over the value of a field that is not wanted. */
  skip(tag: number, end: number): void {
    const wire = tag & 7;
    if (wire === VARINT) this.varint();
    else if (wire === BYTES) this.at = this.bytesEnd(end);
    else if (wire === FIXED64) this.at += 8;
    else if (wire === FIXED32) this.at += 4;
    else throw new MalformedAnswerError(`a field of wire type ${wire}`);
  }
}

/** A field that holds a whole number from 0 to 2^53 - 1. */
export function uintField(field: number, value: number): Buffer {
  const tag = field * 8 + VARINT;
  const bytes = Buffer.allocUnsafe(varintSize(tag) + varintSize(value));
  writeVarint(bytes, writeVarint(bytes, 0, tag), value);
  return bytes;
}

/** A field that holds bytes: text, or a message put together of its fields. */
export function bytesField(field: number, ...parts: readonly Uint8Array[]): Buffer {
  const tag = field * 8 + BYTES;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const bytes = Buffer.allocUnsafe(varintSize(tag) + varintSize(length) + length);
  let at = writeVarint(bytes, writeVarint(bytes, 0, tag), length);
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** A field that holds text. */
export function textField(field: number, text: string): Buffer {
  const tag = field * 8 + BYTES;
  const length = Buffer.byteLength(text, 'utf8');
  const bytes = Buffer.allocUnsafe(varintSize(tag) + varintSize(length) + length);
  bytes.write(text, writeVarint(bytes, writeVarint(bytes, 0, tag), length), 'utf8');
  return bytes;
}

function varintSize(value: number): number {
  let size = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) size += 1;
  return size;
}

/** Answers the offset behind what it wrote. */
function writeVarint(bytes: Buffer, at: number, value: number): number {
  let [rest, end] = [value, at];
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes[end++] = (rest % 128) + 128;
  bytes[end++] = rest;
  return end;
}
