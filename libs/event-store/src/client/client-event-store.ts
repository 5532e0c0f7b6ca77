import { BACKWARDS, END, ErrorType, EventStoreDBClient, START as FROM_START } from '@eventstore/db-client';
import { Observable } from 'rxjs';
import { StoreUnavailableError } from '../errors.js';
import {
  START,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type LogItem,
  type NewEvent,
  type Position,
  type RecordedEvent,
  type Scope,
} from '../port.js';
import { append, type AppendSettings } from './append.js';
import { fromPosition, toPosition, toRecorded } from './convert.js';
import { gather } from './gather.js';
import { pause, waitBefore, type Backoff } from './retry.js';
import { ClientSubscription } from './subscription.js';

export interface EventStoreSettings {
  /** `esdb://...` or `esdb+discover://...`. */
  readonly connectionString: string;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Told when a connection broke and is tried again. */
  readonly onTrouble?: (doing: string, error: unknown) => void;
  /** One call, in milliseconds. */
  readonly callMs?: number;
  /** A call with all its repeats. */
  readonly withinMs?: number;
}

/** A read of the whole log may take hours; each piece of it is short. */
const READ_PIECE = 4096;

/** How long closing waits for the client, in milliseconds. */
const DISPOSE_MS = 500;

/** The log, over the official client. One connection; calls repeat with back-off until their time is up. */
export class ClientEventStore implements EventStore {
  private readonly client: EventStoreDBClient;
  private readonly closing = new AbortController();
  private readonly backoff: Backoff;
  private readonly appending: AppendSettings;

  constructor(private readonly settings: EventStoreSettings) {
    const { now = Date.now, random = Math.random, callMs = 5_000, withinMs = 15_000 } = settings;
    this.client = EventStoreDBClient.connectionString(settings.connectionString);
    this.backoff = { firstMs: 50, mostMs: 2_000, random };
    this.appending = { attemptMs: callMs, withinMs, backoff: this.backoff, now };
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const read = (name: string, from: number, most: number) => this.readOnce(name, from, most);
    return append(this.client, read, { stream, expected, events }, this.appending);
  }

  readStream(stream: string, fromRevision = 0): Promise<readonly RecordedEvent[]> {
    return this.repeated(`read of ${stream}`, () => this.readOnce(stream, fromRevision));
  }

  async *readAll(
    scope: Scope & { readonly batchSize?: number; readonly upTo?: Position },
  ): AsyncGenerator<readonly RecordedEvent[]> {
    const upTo = scope.upTo ?? (await this.head());
    const mine = ({ stream }: RecordedEvent) => scope.streamPrefixes.some((prefix) => stream.startsWith(prefix));
    let after = scope.after;
    while (after < upTo) {
      const piece = await this.repeated('read of the log', () => this.readPiece(after, scope.batchSize ?? READ_PIECE));
      const last = piece.at(-1);
      if (last === undefined) return;
      after = last.position;
      const wanted = piece.filter((event) => event.position <= upTo && mine(event));
      if (wanted.length > 0) yield wanted;
    }
  }

  async *batches(
    scope: Scope & { readonly maxItems?: number; readonly maxWaitMs?: number; readonly signal?: AbortSignal },
  ): AsyncGenerator<readonly LogItem[]> {
    const ended = AbortSignal.any([this.closing.signal, ...(scope.signal ? [scope.signal] : [])]);
    let after = scope.after;
    for (let repeat = 0; !ended.aborted; repeat += 1) {
      try {
        for await (const batch of this.untilBroken({ ...scope, after }, ended)) {
          repeat = 0;
          after = lastPosition(batch) ?? after;
          yield batch;
        }
      } catch (error) {
        this.settings.onTrouble?.('subscription to the log', error);
      }
      await pause(waitBefore(repeat, this.backoff), ended);
    }
  }

  /** The batches of one connection. Ends when told to; throws when the connection breaks or the server ends it. */
  private async *untilBroken(
    scope: Scope & { readonly maxItems?: number; readonly maxWaitMs?: number },
    ended: AbortSignal,
  ): AsyncGenerator<readonly LogItem[]> {
    const { maxItems = 1_000, maxWaitMs = 10 } = scope;
    const subscription = new ClientSubscription(this.client, scope);
    const stop = () => void subscription.close();
    ended.addEventListener('abort', stop);
    try {
      for await (const batch of gather(subscription.items(), { maxItems, maxWaitMs })) {
        if (ended.aborted) return;
        yield batch;
      }
    } catch (error) {
      if (!ended.aborted) throw error;
    } finally {
      ended.removeEventListener('abort', stop);
      await subscription.close();
    }
  }

  subscribe(scope: Scope): Observable<LogItem> {
    return new Observable((subscriber) => {
      const stop = new AbortController();
      const run = async () => {
        for await (const batch of this.batches({ ...scope, signal: stop.signal })) {
          for (const item of batch) subscriber.next(item);
        }
        subscriber.complete();
      };
      run().catch((error: unknown) => subscriber.error(error));
      return () => stop.abort();
    });
  }

  head(): Promise<Position> {
    return this.repeated('read of the head', async () => {
      const newest = this.client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, ...this.deadline });
      // Read to its end: the client keeps a stream that is left early for ever.
      let head = START;
      for await (const { event } of newest) if (event?.position !== undefined) head = toPosition(event.position);
      return head;
    });
  }

  async close(): Promise<void> {
    this.closing.abort();
    // The client waits for the end of every stream it ever opened; one that was cut off early never says it.
    await Promise.race([this.client.dispose(), pause(DISPOSE_MS)]);
  }

  private get deadline() {
    return { deadline: this.appending.attemptMs };
  }

  private async readOnce(stream: string, from: number, maxCount?: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const most = maxCount === undefined ? {} : { maxCount };
    try {
      for await (const { event } of this.client.readStream(stream, {
        fromRevision: BigInt(from),
        ...most,
        ...this.deadline,
      })) {
        if (event !== undefined) events.push(toRecorded(event));
      }
    } catch (error) {
      if ((error as { type?: ErrorType }).type !== ErrorType.STREAM_NOT_FOUND) throw error;
    }
    return events;
  }

  /** Events strictly after a position; a read of the log includes the place it starts from. */
  private async readPiece(after: Position, maxCount: number): Promise<readonly RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const from = after === START ? FROM_START : fromPosition(after);
    for await (const { event } of this.client.readAll({
      fromPosition: from,
      maxCount: maxCount + 1,
      ...this.deadline,
    })) {
      if (event === undefined) continue;
      const recorded = toRecorded(event);
      if (recorded.position > after) events.push(recorded);
    }
    return events;
  }

  private async repeated<T>(doing: string, call: () => Promise<T>): Promise<T> {
    const { now, withinMs } = this.appending;
    const until = now() + withinMs;
    for (let repeat = 0; ; repeat += 1) {
      try {
        return await call();
      } catch (error) {
        if (this.closing.signal.aborted || isFinal(error) || now() >= until)
          throw new StoreUnavailableError(doing, { cause: error });
        this.settings.onTrouble?.(doing, error);
        await pause(waitBefore(repeat, this.backoff), this.closing.signal);
      }
    }
  }
}

/** Errors that no repeat mends. */
function isFinal(error: unknown): boolean {
  const { type } = error as { type?: ErrorType };
  return error instanceof RangeError || type === ErrorType.ACCESS_DENIED || type === ErrorType.STREAM_DELETED;
}

function lastPosition(batch: readonly LogItem[]): Position | undefined {
  for (let i = batch.length - 1; i >= 0; i -= 1) {
    const item = batch[i];
    if (item?.kind === 'event') return item.event.position;
    if (item?.kind === 'checkpoint') return item.position;
  }
  return undefined;
}
