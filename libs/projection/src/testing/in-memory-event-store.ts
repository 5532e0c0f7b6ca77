import { Observable } from 'rxjs';
import {
  positionOf,
  START,
  WrongRevisionError,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogItem,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type Scope,
} from '#event-store';

/** The log in memory, for tests of the engine: the same port, without a socket. Positions have gaps, as real ones. */
export class InMemoryEventStore implements EventStore {
  readonly log: RecordedEvent[] = [];
  private readonly revisions = new Map<string, number>();
  private waiting: (() => void)[] = [];
  private closed = false;

  constructor(private readonly now: () => number) {}

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const actual = this.revisions.get(stream) ?? 'none';
    if (actual !== expected) return Promise.reject(new WrongRevisionError(stream, expected, actual));
    for (const event of events) this.record(stream, event);
    this.wake();
    const last = this.log.at(-1);
    return Promise.resolve({ revision: last?.revision ?? -1, position: last?.position ?? START });
  }

  /** Appends whatever the stream's revision is. */
  async add(stream: string, ...events: readonly NewEvent[]): Promise<Appended> {
    return this.append(stream, this.revisions.get(stream) ?? 'none', events);
  }

  readStream(stream: string, fromRevision = 0): Promise<readonly RecordedEvent[]> {
    return Promise.resolve(this.log.filter((event) => event.stream === stream && event.revision >= fromRevision));
  }

  async *readAll(
    scope: Scope & { readonly batchSize?: number; readonly upTo?: Position },
  ): AsyncGenerator<readonly RecordedEvent[]> {
    const upTo = scope.upTo ?? (await this.head());
    const wanted = this.log.filter(
      (event) => event.position > scope.after && event.position <= upTo && isIn(event, scope),
    );
    const size = scope.batchSize ?? 1_000;
    for (let i = 0; i < wanted.length; i += size) yield wanted.slice(i, i + size);
  }

  async *batches(
    scope: Scope & { readonly maxItems?: number; readonly maxWaitMs?: number; readonly signal?: AbortSignal },
  ): AsyncGenerator<readonly LogItem[]> {
    const size = scope.maxItems ?? 1_000;
    let next = this.log.findIndex(({ position }) => position > scope.after);
    if (next < 0) next = this.log.length;
    let caughtUp = false;
    while (!this.closed && scope.signal?.aborted !== true) {
      const items: LogItem[] = [];
      for (; next < this.log.length && items.length < size; next += 1) {
        const event = this.log[next] as RecordedEvent;
        if (isIn(event, scope)) items.push({ kind: 'event', event });
      }
      if (items.length > 0) yield items;
      else if (!caughtUp) {
        caughtUp = true;
        yield [{ kind: 'caught-up' }];
      } else await this.more(scope.signal);
    }
  }

  subscribe(scope: Scope): Observable<LogItem> {
    return new Observable((subscriber) => {
      const stop = new AbortController();
      const run = async (): Promise<void> => {
        for await (const items of this.batches({ ...scope, signal: stop.signal })) {
          for (const item of items) subscriber.next(item);
        }
      };
      run().catch((error: unknown) => subscriber.error(error));
      return () => stop.abort();
    });
  }

  head(): Promise<Position> {
    return Promise.resolve(this.log.at(-1)?.position ?? START);
  }

  close(): Promise<void> {
    this.closed = true;
    this.wake();
    return Promise.resolve();
  }

  private record(stream: string, { id, type, data, metadata }: NewEvent): void {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    const position = positionOf((this.log.at(-1)?.position ?? 0) + 7 + (this.log.length % 5));
    this.log.push({ id, stream, revision, position, type, data, metadata, recordedAt: this.now() });
  }

  private more(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      signal?.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  private wake(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  }
}

const isIn = ({ stream }: RecordedEvent, { streamPrefixes }: Scope): boolean =>
  streamPrefixes.some((prefix) => stream.startsWith(prefix));
