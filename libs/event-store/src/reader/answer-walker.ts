import { positionOf } from '../port.js';
import { beyondRange } from '../position.js';
import { LateEvent } from './late-event.js';
import { Cursor, MalformedAnswerError } from './protobuf.js';

/** What a walk over answers tells, in order. */
export interface Listener {
  /** Whether the events of a stream are wanted; of the others only the position is told. */
  wants(stream: string): boolean;
  event(event: LateEvent): void;
  passed(position: number): void;
  checkpoint(commit: number, prepare: number): void;
  caughtUp(): void;
}

/** Tags of streams.proto, ReadResp: number of the field * 8 + wire type. */
const EVENT = 0x0a;
const CHECKPOINT = 0x1a;
const CAUGHT_UP = 0x42;
/** RecordedEvent. */
const ID = 0x0a;
const STREAM = 0x12;
const REVISION = 0x18;
const COMMIT = 0x28;
const ENTRY = 0x32;
const CUSTOM_METADATA = 0x3a;
const DATA = 0x42;
/** shared.proto: UUID.string, StreamIdentifier.stream_name. */
const UUID_STRING = 0x12;
const STREAM_NAME = 0x1a;

const ascii = (text: string): readonly number[] => [...Buffer.from(text, 'latin1')];
const TYPE = ascii('type');
const CREATED = ascii('created');
const CONTENT_TYPE = ascii('content-type');
const JSON_TYPE = ascii('application/json');

/** Event times are ticks of 100 ns since 1970. */
const DIGITS_BELOW_MS = 4;
const ZERO = 0x30;

/** Walks ReadResp messages where they lie; what is found of the present event is kept in fields, not in objects. */
export class AnswerWalker {
  private readonly cursor = new Cursor();
  private source: Buffer = this.cursor.source;
  private idStart = 0;
  private idEnd = 0;
  private streamStart = 0;
  private streamEnd = 0;
  private revision = 0;
  private commit = 0;
  private typeStart = 0;
  private typeEnd = 0;
  private created = 0;
  private isJson = false;
  private dataStart = 0;
  private dataEnd = 0;
  private metadataStart = 0;
  private metadataEnd = 0;

  constructor(private readonly listener: Listener) {}

  /** @throws MalformedAnswerError, RangeError for a position beyond 2^53 - 1 */
  walk(source: Buffer, start: number, end: number): void {
    const { cursor } = this;
    this.source = source;
    cursor.open(source, start);
    while (cursor.at < end) {
      const tag = cursor.varint();
      if (tag === EVENT) this.readEvent(cursor.bytesEnd(end));
      else if (tag === CHECKPOINT) this.checkpoint(cursor.bytesEnd(end));
      else {
        if (tag === CAUGHT_UP) this.listener.caughtUp();
        cursor.skip(tag, end);
      }
    }
    if (cursor.at !== end) throw new MalformedAnswerError('a message that ends within a field');
  }

  /** ReadEvent: the event itself is its field 1; a link is only there where links are resolved. */
  private readEvent(end: number): void {
    const { cursor } = this;
    while (cursor.at < end) {
      const tag = cursor.varint();
      if (tag === EVENT) {
        this.reset();
        this.recorded(cursor.bytesEnd(end));
        this.tell();
      } else cursor.skip(tag, end);
    }
  }

  private reset(): void {
    this.idStart = this.idEnd = 0;
    this.streamStart = this.streamEnd = 0;
    this.typeStart = this.typeEnd = 0;
    this.dataStart = this.dataEnd = this.metadataStart = this.metadataEnd = 0;
    this.revision = this.commit = this.created = 0;
    this.isJson = false;
  }

  private recorded(end: number): void {
    const { cursor } = this;
    while (cursor.at < end) {
      const tag = cursor.varint();
      switch (tag) {
        case ID:
          this.id(cursor.bytesEnd(end));
          break;
        case STREAM:
          this.stream(cursor.bytesEnd(end));
          break;
        case REVISION:
          this.revision = cursor.varint();
          break;
        case COMMIT:
          this.commit = cursor.varint();
          break;
        case ENTRY:
          this.entry(cursor.bytesEnd(end));
          break;
        case CUSTOM_METADATA:
          this.metadataEnd = cursor.bytesEnd(end);
          this.metadataStart = cursor.at;
          cursor.at = this.metadataEnd;
          break;
        case DATA:
          this.dataEnd = cursor.bytesEnd(end);
          this.dataStart = cursor.at;
          cursor.at = this.dataEnd;
          break;
        default:
          cursor.skip(tag, end);
      }
    }
  }

  private id(end: number): void {
    const { cursor } = this;
    while (cursor.at < end) {
      const tag = cursor.varint();
      if (tag !== UUID_STRING) cursor.skip(tag, end);
      else {
        this.idEnd = cursor.bytesEnd(end);
        this.idStart = cursor.at;
        cursor.at = this.idEnd;
      }
    }
  }

  private stream(end: number): void {
    const { cursor } = this;
    while (cursor.at < end) {
      const tag = cursor.varint();
      if (tag !== STREAM_NAME) cursor.skip(tag, end);
      else {
        this.streamEnd = cursor.bytesEnd(end);
        this.streamStart = cursor.at;
        cursor.at = this.streamEnd;
      }
    }
  }

  /** An entry of the server's own metadata: key and value, both text. */
  private entry(end: number): void {
    const { cursor } = this;
    let keyStart = 0;
    let keyEnd = 0;
    let start = 0;
    let stop = 0;
    while (cursor.at < end) {
      const tag = cursor.varint();
      const after = cursor.bytesEnd(end);
      if (tag === 0x0a) [keyStart, keyEnd] = [cursor.at, after];
      if (tag === 0x12) [start, stop] = [cursor.at, after];
      cursor.at = after;
    }
    if (this.isText(keyStart, keyEnd, TYPE)) [this.typeStart, this.typeEnd] = [start, stop];
    else if (this.isText(keyStart, keyEnd, CREATED)) this.created = this.milliseconds(start, stop);
    else if (this.isText(keyStart, keyEnd, CONTENT_TYPE)) this.isJson = this.isText(start, stop, JSON_TYPE);
  }

  private isText(start: number, end: number, text: readonly number[]): boolean {
    if (end - start !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (this.source[start + i] !== text[i]) return false;
    return true;
  }

  /** Decimal ticks as milliseconds: the last four digits are below one. What is no number is 1970, as for the client. */
  private milliseconds(start: number, end: number): number {
    let value = 0;
    for (let i = start; i < end; i += 1) {
      const digit = (this.source[i] as number) - ZERO;
      if (digit < 0 || digit > 9) return 0;
      if (i < end - DIGITS_BELOW_MS) value = value * 10 + digit;
    }
    return value;
  }

  private tell(): void {
    const { source, listener, commit } = this;
    if (commit > Number.MAX_SAFE_INTEGER) throw beyondRange(commit);
    if (this.idEnd === 0) throw new MalformedAnswerError('an event without an id in the form that was asked for');
    const stream = source.toString('utf8', this.streamStart, this.streamEnd);
    if (!listener.wants(stream)) return listener.passed(commit);
    const { revision, created, isJson, dataStart, dataEnd, metadataStart, metadataEnd } = this;
    listener.event(
      new LateEvent(
        {
          id: source.toString('latin1', this.idStart, this.idEnd),
          stream,
          revision,
          position: positionOf(commit),
          type: this.typeEnd > 0 ? source.toString('utf8', this.typeStart, this.typeEnd) : '<no-event-type-provided>',
          recordedAt: created,
        },
        { source, isJson, dataStart, dataEnd, metadataStart, metadataEnd },
      ),
    );
  }

  private checkpoint(end: number): void {
    const { cursor } = this;
    let commit = 0;
    let prepare = 0;
    while (cursor.at < end) {
      const tag = cursor.varint();
      if (tag === 0x08) commit = cursor.varint();
      else if (tag === 0x10) prepare = cursor.varint();
      else cursor.skip(tag, end);
    }
    if (commit > Number.MAX_SAFE_INTEGER) throw beyondRange(commit);
    this.listener.checkpoint(commit, prepare);
  }
}
