import type { Observable } from 'rxjs';
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogItem,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type Scope,
  START,
} from '#event-store';
import type { Doom } from './doom.js';

type Batches = Parameters<EventStore['batches']>[0];
type Reading = Parameters<EventStore['readAll']>[0];

/** The log, each of whose answers is an await point; it may deliver again what the models have. */
export class WatchedStore implements EventStore {
  /** @param again events that come again at the start of each following */
  constructor(
    private readonly log: EventStore,
    private readonly doom: Doom,
    private readonly again: number,
  ) {}

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return this.doom.pass(`append to ${stream}`, () => this.log.append(stream, expected, events));
  }

  readStream(stream: string, fromRevision?: number): Promise<readonly RecordedEvent[]> {
    return this.doom.pass(`read ${stream}`, () => this.log.readStream(stream, fromRevision));
  }

  readAll(scope: Reading): AsyncGenerator<readonly RecordedEvent[]> {
    return this.watched('batch of a reading', this.log.readAll(scope));
  }

  async *batches(scope: Batches): AsyncGenerator<readonly LogItem[]> {
    const after = await this.earlier(scope);
    yield* this.watched('batch', this.log.batches({ ...scope, after }));
  }

  subscribe(scope: Scope): Observable<LogItem> {
    return this.log.subscribe(scope);
  }

  head(): Promise<Position> {
    return this.doom.pass('read of the head', () => this.log.head());
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private async *watched<T>(name: string, source: AsyncIterable<T>): AsyncGenerator<T> {
    const batches = source[Symbol.asyncIterator]();
    try {
      for (;;) {
        const next = await this.doom.pass(name, () => batches.next());
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      await batches.return?.();
    }
  }

  /** The position after which so many of the events up to `after` come again. */
  private async earlier({ after, streamPrefixes }: Scope): Promise<Position> {
    if (this.again === 0 || after <= START) return after;
    const known: Position[] = [];
    for await (const events of this.log.readAll({ after: START, upTo: after, streamPrefixes }))
      known.push(...events.map(({ position }) => position));
    return known.at(-1 - this.again) ?? START;
  }
}
