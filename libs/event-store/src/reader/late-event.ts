import type { Position, RecordedEvent } from '../port.js';

/** Where the parts of an event lie that are read late. */
export interface Content {
  readonly source: Buffer;
  readonly isJson: boolean;
  readonly dataStart: number;
  readonly dataEnd: number;
  readonly metadataStart: number;
  readonly metadataEnd: number;
}

/** What is read of an event at once. */
export interface Heading {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly recordedAt: number;
}

/**
 * An event whose data and metadata stay the bytes that came until somebody asks: most readers look at the name of the
 * stream or at the data alone. Until both were asked for it keeps the piece of the answer (up to 64 KiB) it lies in.
 */
export class LateEvent implements RecordedEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly recordedAt: number;
  private dataSource: Content | undefined;
  private metadataSource: Content | undefined;
  private readData: unknown;
  private readMetadata: unknown;

  constructor(heading: Heading, content: Content) {
    this.id = heading.id;
    this.stream = heading.stream;
    this.revision = heading.revision;
    this.position = heading.position;
    this.type = heading.type;
    this.recordedAt = heading.recordedAt;
    this.dataSource = content;
    this.metadataSource = content;
  }

  /** JSON parsed; JSON that cannot be parsed as its text; anything else as bytes. As the official client gives it. */
  get data(): unknown {
    const from = this.dataSource;
    if (from !== undefined) {
      this.dataSource = undefined;
      this.readData = from.isJson
        ? parsed(from.source, from.dataStart, from.dataEnd, (text) => text)
        : copied(from.source, from.dataStart, from.dataEnd);
    }
    return this.readData;
  }

  /** JSON parsed, or bytes where it is none; undefined where there is none at all. */
  get metadata(): unknown {
    const from = this.metadataSource;
    if (from !== undefined) {
      this.metadataSource = undefined;
      const { source, metadataStart, metadataEnd } = from;
      if (metadataEnd > metadataStart)
        this.readMetadata = parsed(source, metadataStart, metadataEnd, () =>
          copied(source, metadataStart, metadataEnd),
        );
    }
    return this.readMetadata;
  }

  /** Where data and metadata lie; undefined once either was asked for. */
  get content(): Content | undefined {
    return this.dataSource === this.metadataSource ? this.dataSource : undefined;
  }

  /** For `JSON.stringify`. */
  toJSON(): RecordedEvent {
    return plainEvent(this);
  }
}

/**
 * The event as an object of plain fields, to be spread, cloned or compared: `data` and `metadata` of an event that was read
 * in bulk are accessors, which spreading leaves out.
 */
export function plainEvent(event: RecordedEvent): RecordedEvent {
  const { id, stream, revision, position, type, data, metadata, recordedAt } = event;
  return { id, stream, revision, position, type, data, metadata, recordedAt };
}

function parsed(source: Buffer, start: number, end: number, otherwise: (text: string) => unknown): unknown {
  const text = source.toString('utf8', start, end);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return otherwise(text);
  }
}

const copied = (source: Buffer, start: number, end: number): Uint8Array => Uint8Array.from(source.subarray(start, end));
