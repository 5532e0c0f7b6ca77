/**
 * The stored form of an event is the frame that a reader gets: head, ReadResp { event: ReadEvent { event: RecordedEvent,
 * commit_position } }, with the id as a string. So reading sends what is stored, and a position in `$all` is the offset of
 * the frame in the log. This file alone knows the layout.
 */
import { FRAME_HEAD } from './framing.js';
import { ProtoReader, varintSize, writeVarint } from './protobuf.js';

/** Revision of a tombstone; 2^63 - 1 on the wire, this number inside the node. */
export const TOMBSTONE_REVISION = Number.MAX_SAFE_INTEGER;
const INT64_MAX = Buffer.from('ffffffffffffffff7f', 'hex');

/** An event as a writer proposes it. */
export interface ProposedEvent {
  /** Lower-case, 36 characters. */
  readonly id: string;
  readonly type: Buffer;
  readonly contentType: Buffer;
  readonly metadata: Buffer;
  readonly data: Buffer;
}

/** Where and when a proposed event is recorded. */
export interface Placement {
  readonly stream: Buffer;
  readonly revision: number;
  readonly position: number;
  /** Ticks of 100 ns since 1970, as EventStoreDB writes them: decimal digits. */
  readonly created: Buffer;
}

const ID_LENGTH = 36;
/** Field 1 of RecordedEvent: tag, length 38, tag of UUID.string, length 36. */
const ID_HEAD = Buffer.from([0x0a, 0x26, 0x12, 0x24]);
const ID_FIELD = ID_HEAD.length + ID_LENGTH;
const TYPE_KEY = Buffer.from('\x0a\x04type', 'latin1');
const CONTENT_TYPE_KEY = Buffer.from('\x0a\x0ccontent-type', 'latin1');
const CREATED_KEY = Buffer.from('\x0a\x07created', 'latin1');

const sized = (length: number): number => 1 + varintSize(length) + length;
const entrySize = (key: Buffer, value: Buffer): number => key.length + sized(value.length);
const revisionSize = (revision: number): number =>
  revision === TOMBSTONE_REVISION ? INT64_MAX.length : varintSize(revision);

function recordedSize(event: ProposedEvent, at: Placement): number {
  return (
    ID_FIELD +
    sized(sized(at.stream.length)) +
    (1 + revisionSize(at.revision)) +
    2 * (1 + varintSize(at.position)) +
    sized(entrySize(TYPE_KEY, event.type)) +
    sized(entrySize(CONTENT_TYPE_KEY, event.contentType)) +
    sized(entrySize(CREATED_KEY, at.created)) +
    (event.metadata.length ? sized(event.metadata.length) : 0) +
    (event.data.length ? sized(event.data.length) : 0)
  );
}

/** Bytes of the whole frame of an event. */
export function frameSize(event: ProposedEvent, at: Placement): number {
  return FRAME_HEAD + sized(sized(recordedSize(event, at)) + 1 + varintSize(at.position));
}

/** Writes the frame at `start` and returns the offset after it; `target` has room for `frameSize` bytes. */
export function writeFrame(target: Buffer, start: number, event: ProposedEvent, at: Placement): number {
  const recorded = recordedSize(event, at);
  const readEvent = sized(recorded) + 1 + varintSize(at.position);
  target[start] = 0;
  target.writeUInt32BE(sized(readEvent), start + 1);
  let to = head(target, start + FRAME_HEAD, 0x0a, readEvent);
  to = head(target, to, 0x0a, recorded);
  to += ID_HEAD.copy(target, to);
  to += target.write(event.id, to, ID_LENGTH, 'latin1');
  to = head(target, to, 0x12, sized(at.stream.length));
  to = field(target, to, 0x1a, at.stream);
  target[to++] = 0x18;
  to = at.revision === TOMBSTONE_REVISION ? to + INT64_MAX.copy(target, to) : writeVarint(target, to, at.revision);
  target[to++] = 0x20;
  to = writeVarint(target, to, at.position);
  target[to++] = 0x28;
  to = writeVarint(target, to, at.position);
  to = entry(target, to, TYPE_KEY, event.type);
  to = entry(target, to, CONTENT_TYPE_KEY, event.contentType);
  to = entry(target, to, CREATED_KEY, at.created);
  if (event.metadata.length) to = field(target, to, 0x3a, event.metadata);
  if (event.data.length) to = field(target, to, 0x42, event.data);
  target[to++] = 0x18;
  return writeVarint(target, to, at.position);
}

function head(target: Buffer, at: number, tag: number, length: number): number {
  target[at] = tag;
  return writeVarint(target, at + 1, length);
}

function field(target: Buffer, at: number, tag: number, value: Buffer): number {
  const to = head(target, at, tag, value.length);
  return to + value.copy(target, to);
}

function entry(target: Buffer, at: number, key: Buffer, value: Buffer): number {
  const to = head(target, at, 0x32, entrySize(key, value));
  return field(target, to + key.copy(target, to), 0x12, value);
}

/** Offset after the frame that starts at `at`. */
export const frameEnd = (source: Buffer, at: number): number => at + FRAME_HEAD + source.readUInt32BE(at + 1);

/** The parts of a stored frame that filters and links look at; all are views into the block. */
export interface StoredEvent {
  /** The RecordedEvent message. */
  readonly recorded: Buffer;
  readonly stream: Buffer;
  readonly type: Buffer;
  readonly position: number;
}

/** The id of the event whose frame starts at `at`. */
export function idOf(source: Buffer, at: number): string {
  const start = recordedStart(source, at) + ID_HEAD.length;
  return source.toString('latin1', start, start + ID_LENGTH);
}

/** Reads what `StoredEvent` holds from the frame that starts at `at`. */
export function openFrame(source: Buffer, at: number): StoredEvent {
  const reader = new ProtoReader(source, at + FRAME_HEAD, frameEnd(source, at));
  reader.next();
  const readEvent = reader.message();
  readEvent.next();
  const recorded = readEvent.bytes();
  const fields = new ProtoReader(recorded, ID_FIELD);
  fields.next();
  const name = fields.message();
  name.next();
  const stream = name.bytes();
  fields.next();
  fields.skip();
  fields.next();
  const position = fields.uint();
  fields.next();
  fields.skip();
  fields.next();
  const type = mapValue(fields.message());
  return { recorded, stream, type, position };
}

/** The content of a stored event that the node itself reads: metadata of streams, links, the time for `$maxAge`. */
export interface EventContent {
  readonly contentType: string;
  /** Milliseconds since 1970. */
  readonly created: number;
  readonly data: Buffer;
}

const TICKS_PER_MS = 10_000;

export function contentOf(event: StoredEvent): EventContent {
  const fields = new ProtoReader(event.recorded);
  const values: Record<string, string> = {};
  let data = Buffer.alloc(0) as Buffer;
  while (fields.next()) {
    if (fields.field === 8) data = fields.bytes();
    else if (fields.field === 6) {
      const pair = fields.message();
      pair.next();
      values[pair.string()] = mapValue(pair).toString('utf8');
    } else fields.skip();
  }
  return { contentType: values['content-type'] ?? '', created: Number(values['created'] ?? 0) / TICKS_PER_MS, data };
}

/** The value of a map entry, whose key comes first and may have been read already. */
function mapValue(entryReader: ProtoReader): Buffer {
  while (entryReader.next()) {
    if (entryReader.field === 2) return entryReader.bytes();
    entryReader.skip();
  }
  return Buffer.alloc(0);
}

/** `created` of an event recorded at `now` (milliseconds since 1970). */
export const ticks = (now: number): Buffer => Buffer.from(String(Math.round(now) * TICKS_PER_MS), 'latin1');

function recordedStart(source: Buffer, at: number): number {
  const inner = afterLength(source, at + FRAME_HEAD + 1);
  return afterLength(source, inner + 1);
}

function afterLength(source: Buffer, at: number): number {
  while ((source[at] ?? 0) >= 0x80) at++;
  return at + 1;
}

export { ID_FIELD as ID_FIELD_BYTES, ID_HEAD as ID_HEAD_BYTES };
