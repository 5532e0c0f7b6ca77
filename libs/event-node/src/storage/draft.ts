import {
  frameSize,
  ticks,
  TOMBSTONE_REVISION,
  writeFrame,
  type Placement,
  type ProposedEvent,
} from '../wire/recorded-event.js';
import { isMetastream } from '../streams/stream-name.js';
import { METASTREAM_METADATA, parseStreamMetadata, type StreamMetadata } from '../streams/stream-metadata.js';
import { BlockBuilder } from './block-builder.js';
import type { Run, StreamHead } from './stream-index.js';
import type { Store } from './store.js';

interface DraftEvent {
  readonly id: string;
  readonly position: number;
}

type OpenRun = { -readonly [K in keyof Run]: Run[K] };

interface DraftStream {
  readonly head: StreamHead;
  /** The name in UTF-8. */
  readonly bytes: Buffer;
  readonly runs: OpenRun[];
  /** Events written in this draft, by revision. */
  readonly events: Map<number, DraftEvent>;
}

/** Where a write ended. */
export interface Written {
  readonly revision: number;
  readonly position: number;
}

/** The state as it will be when the transaction under construction is committed. */
export class Draft {
  readonly blocks: BlockBuilder;
  readonly streams = new Map<string, DraftStream>();
  /** Positions given to appends without events. */
  reserved = false;
  private readonly metadataJson = new Map<string, string>();
  private readonly ids = new Map<string, { stream: string; revision: number }>();
  private openRun: OpenRun | undefined;
  private lastStream: number;
  private readonly created: Buffer;

  constructor(
    private readonly store: Store,
    now: number,
  ) {
    this.blocks = new BlockBuilder(store.tail);
    this.lastStream = store.lastStream;
    this.created = ticks(now);
  }

  get isEmpty(): boolean {
    return this.streams.size === 0 && !this.reserved;
  }

  head(name: string): StreamHead {
    return this.streams.get(name)?.head ?? this.store.head(name);
  }

  metadata(name: string): StreamMetadata {
    if (isMetastream(name)) return METASTREAM_METADATA;
    const json = this.metadataJson.get(name);
    return json === undefined ? this.store.metadata(name) : parseStreamMetadata(json);
  }

  /** The metadata event's data as text; undefined where there is none. */
  metadataText(name: string): string | undefined {
    return this.metadataJson.get(name) ?? this.store.metadataJson(name);
  }

  idAt(name: string, revision: number): string | undefined {
    return this.streams.get(name)?.events.get(revision)?.id ?? this.store.idAt(this.head(name).number, revision);
  }

  positionAt(name: string, revision: number): number | undefined {
    const drafted = this.streams.get(name)?.events.get(revision);
    if (drafted) return drafted.position;
    const place = this.store.place(this.head(name).number, revision);
    return place && place.block.start + place.at;
  }

  /** The revision at which an id was written to this stream, if that is remembered. */
  remembered(id: string, name: string): number | undefined {
    const known = this.store.ids.get(id) ?? this.ids.get(id);
    return known?.stream === name ? known.revision : undefined;
  }

  /** Gives an append without events a position of its own. */
  reserve(): number {
    this.reserved = true;
    return this.blocks.skip(1);
  }

  /** Writes events to the end of a stream; there is at least one. */
  append(name: string, events: readonly ProposedEvent[]): Written {
    const stream = this.touch(name);
    let revision = stream.head.last;
    let position = 0;
    for (const event of events) {
      revision++;
      position = this.write(stream, event, revision);
      if (!this.ids.has(event.id)) this.ids.set(event.id, { stream: name, revision });
    }
    this.streams.set(name, { ...stream, head: { ...stream.head, last: revision } });
    const last = events.at(-1);
    if (last && isMetastream(name)) this.noteMetadata(name.slice(2), last);
    return { revision, position };
  }

  /** Ends a stream for ever. */
  tombstone(name: string, event: ProposedEvent): Written {
    const stream = this.touch(name);
    const position = this.write(stream, event, TOMBSTONE_REVISION);
    this.streams.set(name, { ...stream, head: { ...stream.head, tombstoned: true } });
    return { revision: TOMBSTONE_REVISION, position };
  }

  /** Called when the draft is on disk. */
  applyTo(store: Store): void {
    const heads = new Map([...this.streams].map(([name, stream]) => [name, stream.head]));
    store.apply(heads, this.blocks.finish(), this.blocks.tail);
    for (const [id, event] of this.ids) store.ids.add(id, event);
  }

  private touch(name: string): DraftStream {
    const drafted = this.streams.get(name);
    if (drafted) return drafted;
    const known = this.store.head(name);
    const head = known.number ? known : { ...known, number: ++this.lastStream };
    return { head, bytes: Buffer.from(name, 'utf8'), runs: [], events: new Map() };
  }

  private write(stream: DraftStream, event: ProposedEvent, revision: number): number {
    const position = this.blocks.tail;
    const at: Placement = { stream: stream.bytes, revision, position, created: this.created };
    const block = this.blocks.add(frameSize(event, at), (target, start) => writeFrame(target, start, event, at));
    this.extendRun(stream, { first: revision, count: 1, position, block });
    stream.events.set(revision, { id: event.id, position });
    return position;
  }

  /** Events of one run lie side by side in one block: nothing of another stream is in between. */
  private extendRun(stream: DraftStream, next: OpenRun): void {
    const run = this.openRun;
    const follows =
      run && run === stream.runs.at(-1) && run.block === next.block && run.first + run.count === next.first;
    if (follows) run.count++;
    else stream.runs.push((this.openRun = next));
  }

  private noteMetadata(name: string, event: ProposedEvent): void {
    const isJson = event.contentType.toString('utf8') === 'application/json';
    this.metadataJson.set(name, isJson ? event.data.toString('utf8') : '');
  }
}
