import { positionOf, type RecordedEvent } from '../port.js';
import { type Content, LateEvent } from './late-event.js';

/** Bytes of the numbers before the texts of a packed event. */
const HEAD = 48;
const IS_JSON = 1;
/** UTF-8 needs at most so many bytes for a code unit. */
const WIDEST = 3;

const EMPTY = Buffer.alloc(0);

/**
 * Bytes that hold events one after the other, to be put aside and read again: what came from the log as bytes is copied,
 * not parsed. Not for keeping: the form may be another tomorrow.
 */
export class EventPack {
  private bytes: Buffer;
  private at = 0;

  /** @param size bytes to begin with; it grows for a single event that needs more */
  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  get size(): number {
    return this.at;
  }

  /** False where there is no room for one more; the first always finds some. */
  add(event: RecordedEvent): boolean {
    const content = contentOf(event);
    const needed = this.at + room(event, content);
    if (needed > this.bytes.length) {
      if (this.at > 0) return false;
      this.bytes = Buffer.allocUnsafe(needed);
    }
    this.at = pack(event, content, this.bytes, this.at);
    return true;
  }

  /** The bytes so far, where they lie: the next event after `clear` overwrites them. */
  get packed(): Buffer {
    return this.bytes.subarray(0, this.at);
  }

  clear(): void {
    this.at = 0;
  }
}

/** Where the events of packed bytes begin, in their order, by the names of their streams. */
export function packedByStream(bytes: Buffer): ReadonlyMap<string, readonly number[]> {
  const streams = new Map<string, number[]>();
  for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at)) {
    const from = at + HEAD + bytes.readUInt32LE(at + 4);
    const stream = bytes.toString('utf8', from, from + bytes.readUInt32LE(at + 8));
    const known = streams.get(stream);
    if (known === undefined) streams.set(stream, [at]);
    else known.push(at);
  }
  return streams;
}

/**
 * The event that begins at a place of packed bytes; it keeps them until its data and metadata were asked for.
 * @param stream its stream, as `packedByStream` has it
 */
export function unpackEvent(bytes: Buffer, at: number, stream: string): RecordedEvent {
  const idEnd = at + HEAD + bytes.readUInt32LE(at + 4);
  const typeStart = idEnd + bytes.readUInt32LE(at + 8);
  const dataStart = typeStart + bytes.readUInt32LE(at + 12);
  const dataEnd = dataStart + bytes.readUInt32LE(at + 16);
  return new LateEvent(
    {
      id: bytes.toString('utf8', at + HEAD, idEnd),
      stream,
      revision: bytes.readDoubleLE(at + 24),
      position: positionOf(bytes.readDoubleLE(at + 32)),
      type: bytes.toString('utf8', typeStart, dataStart),
      recordedAt: bytes.readDoubleLE(at + 40),
    },
    {
      source: bytes,
      isJson: bytes.readUInt32LE(at + 20) === IS_JSON,
      dataStart,
      dataEnd,
      metadataStart: dataEnd,
      metadataEnd: at + bytes.readUInt32LE(at),
    },
  );
}

function pack(event: RecordedEvent, content: Content, bytes: Buffer, start: number): number {
  const { source, isJson, dataStart, dataEnd, metadataStart, metadataEnd } = content;
  let at = start + HEAD;
  const id = bytes.write(event.id, at);
  const stream = bytes.write(event.stream, (at += id));
  const type = bytes.write(event.type, (at += stream));
  at += type;
  at += source.copy(bytes, at, dataStart, dataEnd);
  at += source.copy(bytes, at, metadataStart, metadataEnd);
  bytes.writeUInt32LE(at - start, start);
  bytes.writeUInt32LE(id, start + 4);
  bytes.writeUInt32LE(stream, start + 8);
  bytes.writeUInt32LE(type, start + 12);
  bytes.writeUInt32LE(dataEnd - dataStart, start + 16);
  bytes.writeUInt32LE(isJson ? IS_JSON : 0, start + 20);
  bytes.writeDoubleLE(event.revision, start + 24);
  bytes.writeDoubleLE(event.position, start + 32);
  bytes.writeDoubleLE(event.recordedAt, start + 40);
  return at;
}

const room = ({ id, stream, type }: RecordedEvent, content: Content): number =>
  HEAD +
  (id.length + stream.length + type.length) * WIDEST +
  (content.dataEnd - content.dataStart) +
  (content.metadataEnd - content.metadataStart);

/** Where the bytes of data and metadata lie; made where there are none, or none any more. */
function contentOf(event: RecordedEvent): Content {
  const late = event instanceof LateEvent ? event.content : undefined;
  if (late !== undefined) return late;
  const { data } = event;
  const isJson = !(data instanceof Uint8Array);
  const dataBytes = bytesOf(data);
  const metadataBytes = bytesOf(event.metadata);
  const dataEnd = dataBytes.length;
  const source = Buffer.concat([dataBytes, metadataBytes]);
  return { source, isJson, dataStart: 0, dataEnd, metadataStart: dataEnd, metadataEnd: source.length };
}

function bytesOf(value: unknown): Uint8Array {
  if (value === undefined) return EMPTY;
  return value instanceof Uint8Array ? value : Buffer.from(JSON.stringify(value));
}
