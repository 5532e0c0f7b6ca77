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

/** The events of packed bytes; they keep the bytes until their data and metadata were asked for. */
export function unpackEvents(bytes: Buffer): readonly RecordedEvent[] {
  const events: RecordedEvent[] = [];
  for (let at = 0; at < bytes.length; at += bytes.readUInt32LE(at)) events.push(unpack(bytes, at));
  return events;
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

function unpack(source: Buffer, start: number): LateEvent {
  const idEnd = start + HEAD + source.readUInt32LE(start + 4);
  const streamEnd = idEnd + source.readUInt32LE(start + 8);
  const dataStart = streamEnd + source.readUInt32LE(start + 12);
  const dataEnd = dataStart + source.readUInt32LE(start + 16);
  return new LateEvent(
    {
      id: source.toString('utf8', start + HEAD, idEnd),
      stream: source.toString('utf8', idEnd, streamEnd),
      revision: source.readDoubleLE(start + 24),
      position: positionOf(source.readDoubleLE(start + 32)),
      type: source.toString('utf8', streamEnd, dataStart),
      recordedAt: source.readDoubleLE(start + 40),
    },
    {
      source,
      isJson: source.readUInt32LE(start + 20) === IS_JSON,
      dataStart,
      dataEnd,
      metadataStart: dataEnd,
      metadataEnd: start + source.readUInt32LE(start),
    },
  );
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
