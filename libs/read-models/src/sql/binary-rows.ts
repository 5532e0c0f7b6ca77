import { LAST_INSTANT } from './instants.js';

export type Row = Readonly<Record<string, unknown>>;

/** A value that its column cannot hold. The code is PostgreSQL's, as if it had refused the value itself. */
export class UnstorableValueError extends Error {
  override readonly name = 'UnstorableValueError';

  constructor(
    value: unknown,
    type: string,
    readonly code: '22003' | '22007' | '22008',
  ) {
    super(`${JSON.stringify(value)} cannot be stored as ${type}`);
  }
}

/** The types of columns that can be written. */
export type ColumnType = keyof typeof ENCODERS;

/** What a binary COPY begins with: a signature, no flags, no extension (postgresql.org/docs/current/sql-copy.html, Binary Format). */
const HEAD = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
const TAIL = Buffer.from([0xff, 0xff]);
const NULL = -1;
/** Room that a piece has at the start; it grows by doubling. */
const FIRST = 64 * 1024;
/** Longer texts are written by Node, which needs longer to begin and less for each character. */
const SHORT = 48;

const TEXT_OID = 25;
const JSONB_VERSION = 1;
const TWO_32 = 2 ** 32;
const DAY_MS = 86_400_000;
/** PostgreSQL counts from 2000. */
const EPOCH_MS = Date.UTC(2000, 0);
const FIRST_INSTANT = new Date(0).setUTCFullYear(1, 0, 1);
const INFINITE_DAYS = 0x7fffffff;

/** Rows in the binary format of COPY, which neither side has to spell or to parse. */
export class BinaryRows {
  private bytes = Buffer.allocUnsafe(FIRST);
  private at = HEAD.copy(this.bytes);
  private readonly names: readonly string[];
  private readonly encoders: readonly Encode[];

  /** @param columns their types by name */
  constructor(columns: Readonly<Record<string, ColumnType>>) {
    this.names = Object.keys(columns);
    this.encoders = Object.values(columns).map((type) => ENCODERS[type]);
  }

  /** Bytes that wait to be taken. */
  get size(): number {
    return this.at;
  }

  /**
   * One row more; a column that the row does not name is null.
   * @throws UnstorableValueError
   */
  add(row: Row): void {
    const { names, encoders } = this;
    this.room(2);
    this.at = this.bytes.writeInt16BE(names.length, this.at);
    for (let i = 0; i < names.length; i += 1) {
      const value = row[names[i] as string];
      if (value === null || value === undefined) this.int32(NULL);
      else (encoders[i] as Encode)(this, value);
    }
  }

  /** What came since the last call. */
  take(): Buffer {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafe(Math.max(FIRST, this.bytes.length));
    this.at = 0;
    return taken;
  }

  /** The rest; nothing may be added after it. */
  end(): Buffer {
    this.room(TAIL.length);
    this.at += TAIL.copy(this.bytes, this.at);
    return this.take();
  }

  int16(value: number): void {
    this.room(2);
    this.at = this.bytes.writeInt16BE(value, this.at);
  }

  int32(value: number): void {
    this.room(4);
    this.at = this.bytes.writeInt32BE(value, this.at);
  }

  /** A whole number of 64 bits, in two halves: `high` times 2^32 and `low`, 0 to 2^32 - 1. */
  int64(high: number, low: number): void {
    this.room(8);
    this.at = this.bytes.writeInt32BE(high, this.at);
    this.at = this.bytes.writeUInt32BE(low, this.at);
  }

  double(value: number): void {
    this.room(8);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.at] = value;
    this.at += 1;
  }

  /** A text with the number of its bytes before it. @param ahead bytes of the field that stand between the two */
  text(value: string, ahead = -1): void {
    this.room(5 + value.length * 3);
    const lengthAt = this.at;
    this.at += 4;
    if (ahead >= 0) this.byte(ahead);
    if (value.length > SHORT || !this.ascii(value)) this.at += this.bytes.write(value, this.at);
    this.bytes.writeInt32BE(this.at - lengthAt - 4, lengthAt);
  }

  /** The number of bytes of what `write` writes, then that. */
  sized(write: () => void): void {
    this.int32(0);
    const from = this.at;
    write();
    this.bytes.writeInt32BE(this.at - from, from - 4);
  }

  /** False, and nothing written, where the text is none of ASCII alone. */
  private ascii(value: string): boolean {
    const { bytes } = this;
    let at = this.at;
    for (let i = 0; i < value.length; i += 1) {
      const code = value.charCodeAt(i);
      if (code > 0x7f) return false;
      bytes[at++] = code;
    }
    this.at = at;
    return true;
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + size));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}

type Encode = (to: BinaryRows, value: unknown) => void;

const ENCODERS = {
  text: (to: BinaryRows, value: unknown) => to.text(value as string),
  integer: (to: BinaryRows, value: unknown) => {
    to.int32(4);
    to.int32(whole(value, 'integer', 2 ** 31));
  },
  smallint: (to: BinaryRows, value: unknown) => {
    to.int32(2);
    to.int16(whole(value, 'smallint', 2 ** 15));
  },
  bigint: (to: BinaryRows, value: unknown) => {
    const number = whole(value, 'bigint', 2 ** 53);
    const high = Math.floor(number / TWO_32);
    to.int32(8);
    to.int64(high, number - high * TWO_32);
  },
  float8: (to: BinaryRows, value: unknown) => {
    to.int32(8);
    to.double(value as number);
  },
  boolean: (to: BinaryRows, value: unknown) => {
    to.int32(1);
    to.byte(value === true ? 1 : 0);
  },
  /** Milliseconds since 1970, or ISO 8601. */
  timestamptz: (to: BinaryRows, value: unknown) => {
    // In microseconds it is beyond 2^53: the thousandfold is taken of each half.
    const since = instant(value) - EPOCH_MS;
    const high = Math.floor(since / TWO_32);
    const low = (since - high * TWO_32) * 1_000;
    const carried = Math.floor(low / TWO_32);
    to.int32(8);
    to.int64(high * 1_000 + carried, low - carried * TWO_32);
  },
  /** `YYYY-MM-DD`, or `infinity`. */
  date: (to: BinaryRows, value: unknown) => {
    to.int32(4);
    to.int32(daysOf(value as string));
  },
  jsonb: (to: BinaryRows, value: unknown) => to.text(JSON.stringify(value), JSONB_VERSION),
  'text[]': (to: BinaryRows, value: unknown) => {
    const texts = value as readonly string[];
    to.sized(() => {
      to.int32(texts.length === 0 ? 0 : 1);
      to.int32(0);
      to.int32(TEXT_OID);
      if (texts.length === 0) return;
      to.int32(texts.length);
      to.int32(1);
      for (const text of texts) to.text(text);
    });
  },
};

/** @param beyond the first number that is too large; the negative ones begin with its opposite */
function whole(value: unknown, type: string, beyond: number): number {
  if (Number.isInteger(value) && (value as number) < beyond && (value as number) >= -beyond) return value as number;
  throw new UnstorableValueError(value, type, '22003');
}

function instant(value: unknown): number {
  const at = typeof value === 'string' ? Date.parse(value) : (value as number);
  if (Number.isInteger(at) && at >= FIRST_INSTANT && at <= LAST_INSTANT) return at;
  throw new UnstorableValueError(value, 'timestamptz', '22008');
}

/** They come again and again: a statement has a few hundred days. */
const days = new Map<string, number>([['infinity', INFINITE_DAYS]]);
const MOST_DAYS = 10_000;

function daysOf(date: string): number {
  const known = days.get(date);
  if (known !== undefined) return known;
  const at = Date.parse(`${date}T00:00:00.000Z`);
  if (Number.isNaN(at) || at < FIRST_INSTANT) throw new UnstorableValueError(date, 'date', '22007');
  const found = (at - EPOCH_MS) / DAY_MS;
  if (days.size < MOST_DAYS) days.set(date, found);
  return found;
}
