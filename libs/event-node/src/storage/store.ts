import { contentOf, idOf, openFrame } from '../wire/recorded-event.js';
import { isMetastream, metastreamOf } from '../streams/stream-name.js';
import { METASTREAM_METADATA, parseStreamMetadata, type StreamMetadata } from '../streams/stream-metadata.js';
import { type EventDatabase } from './database.js';
import { readUint53 } from './keys.js';
import { blockEnd, FIRST_POSITION, Log, skipFrames, type Block } from './log.js';
import { Lru } from './lru.js';
import { RecentIds } from './recent-ids.js';
import { StreamIndex, type Run, type StreamHead } from './stream-index.js';

/** Where an event lies: the frame begins at `at` in the block's bytes. */
export interface EventPlace {
  readonly block: Block;
  readonly at: number;
}

const HEADS = 25_000;
const IDS = 50_000;
export const TAIL_KEY = Buffer.from('tail');

/** The committed state: everything in here is on disk. Writing goes through `Committer`. */
export class Store {
  readonly log: Log;
  readonly index: StreamIndex;
  readonly ids = new RecentIds(IDS);
  /** Position that the next event will have. */
  tail: number;
  /** Number of the stream made last. */
  lastStream: number;
  private readonly heads = new Lru<string, StreamHead>(HEADS);
  private readonly metadataOf = new Lru<string, StreamMetadata>(HEADS);

  constructor(readonly database: EventDatabase) {
    this.log = new Log(database.log);
    this.index = new StreamIndex(database.names, database.runs);
    this.lastStream = this.index.lastNumber();
    const last = this.log.last();
    const reserved = database.counters.getBinary(TAIL_KEY);
    this.tail = Math.max(
      FIRST_POSITION,
      last ? blockEnd(last) : 0,
      reserved ? readUint53(Buffer.from(reserved), 0) : 0,
    );
  }

  close(): Promise<void> {
    return this.database.root.close();
  }

  head(name: string): StreamHead {
    const cached = this.heads.get(name);
    if (cached) return cached;
    const head = this.index.head(name);
    if (head.number) this.heads.set(name, head);
    return head;
  }

  /** What the last event of the metastream says. */
  metadata(name: string): StreamMetadata {
    if (isMetastream(name)) return METASTREAM_METADATA;
    const cached = this.metadataOf.get(name);
    if (cached) return cached;
    const json = this.metadataJson(name);
    const metadata = json === undefined ? {} : parseStreamMetadata(json);
    if (json !== undefined) this.metadataOf.set(name, metadata);
    return metadata;
  }

  /** Data of the last event of the metastream; undefined where there is none, or none that says it is JSON. */
  metadataJson(name: string): string | undefined {
    const head = this.head(metastreamOf(name));
    const place = head.last < 0 ? undefined : this.place(head.number, head.last);
    const content = place && contentOf(openFrame(place.block.bytes, place.at));
    return content?.contentType === 'application/json' ? content.data.toString('utf8') : undefined;
  }

  /** Finds the event at a revision of a stream. */
  place(stream: number, revision: number): EventPlace | undefined {
    const run = this.index.runUpTo(stream, revision);
    if (!run || revision >= run.first + run.count) return undefined;
    const block = this.blockOf(run);
    return { block, at: skipFrames(block.bytes, run.position - run.block, revision - run.first) };
  }

  idAt(stream: number, revision: number): string | undefined {
    const place = this.place(stream, revision);
    return place && idOf(place.block.bytes, place.at);
  }

  blockOf(run: Run): Block {
    const block = this.log.at(run.block);
    if (!block) throw new Error(`the log has no block at ${run.block}, which the index points to`);
    return block;
  }

  /** Takes over what a commit has put on disk. */
  apply(heads: ReadonlyMap<string, StreamHead>, blocks: readonly Block[], tail: number): void {
    this.log.remember(blocks);
    this.tail = tail;
    for (const [name, head] of heads) {
      this.heads.set(name, head);
      this.lastStream = Math.max(this.lastStream, head.number);
      if (isMetastream(name)) this.metadataOf.delete(name.slice(2));
    }
  }
}
