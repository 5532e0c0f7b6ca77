import { setMaxListeners } from 'node:events';
import { Observable } from 'rxjs';
import type {
  Appended,
  EventStore,
  ExpectedRevision,
  LogItem,
  NewEvent,
  Position,
  RecordedEvent,
  Scope,
} from '../port.js';
import { append } from './append.js';
import { Appender } from './appender.js';
import { BulkReading } from './bulk-reading.js';
import { Calls, type CallSettings } from './calls.js';
import { ClientReader } from './client-reader.js';
import { Connection } from './connection.js';
import { follow } from './follow.js';

export interface EventStoreSettings {
  /** `esdb://...` or `esdb+discover://...`. */
  readonly connectionString: string;
  readonly now?: () => number;
  /** In [0, 1): the jitter of waits. */
  readonly random?: () => number;
  /** Told when something failed and is tried again, and once when the official client reads in place of the bulk reader. */
  readonly onTrouble?: (doing: string, error: unknown) => void;
  /** One call without an answer, in milliseconds. */
  readonly callMs?: number;
  /** A call with all its repeats. */
  readonly withinMs?: number;
  /** How long a subscription may say nothing before the log itself is looked at, in milliseconds. */
  readonly silentMs?: number;
  /** False: the official client reads everything. */
  readonly bulkReader?: boolean;
}

/** Events in a batch of a read, when the reader names no number. */
const READ_PIECE = 4096;

/** The log, over the official client; bulk reads by a leaner reader of the same protocol. Calls repeat until their time is up. */
export class ClientEventStore implements EventStore {
  private readonly closing = new AbortController();
  private readonly connection: Connection;
  private readonly settings: CallSettings;
  private readonly calls: Calls;
  private readonly reader: ClientReader;
  private readonly appender: Appender;
  private readonly bulk: BulkReading;
  private readonly silentMs: number;

  constructor(settings: EventStoreSettings) {
    const { connectionString, now = Date.now, random = Math.random, callMs = 5_000, withinMs = 15_000 } = settings;
    const { onTrouble = () => undefined, bulkReader = true } = settings;
    this.silentMs = settings.silentMs ?? 10_000;
    // Every call that waits for its next attempt listens: there may be many.
    setMaxListeners(0, this.closing.signal);
    this.settings = {
      attemptMs: callMs,
      withinMs,
      backoff: { firstMs: 50, mostMs: 2_000, random },
      now,
      onTrouble,
      closing: this.closing.signal,
    };
    this.connection = new Connection(connectionString, now);
    this.calls = new Calls(this.connection, this.settings);
    this.reader = new ClientReader(this.calls, callMs);
    this.appender = new Appender(callMs);
    const bulk = { ...this.settings, connectionString, bulkReader };
    this.bulk = new BulkReading(this.connection, this.calls, this.reader, bulk);
  }

  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    return append(
      { stream, expected, events },
      {
        offer: (request) => this.calls.once((client) => this.appender.append(client, request)),
        read: (name, from, most) => this.calls.once((client) => this.reader.stream(client, name, from, most)),
        settings: this.settings,
      },
    );
  }

  readStream(stream: string, fromRevision = 0): Promise<readonly RecordedEvent[]> {
    return this.calls.repeated(`read of ${stream}`, (client) => this.reader.stream(client, stream, fromRevision));
  }

  async *readAll(
    scope: Scope & { readonly batchSize?: number; readonly upTo?: Position },
  ): AsyncGenerator<readonly RecordedEvent[]> {
    const { after, streamPrefixes, batchSize: size = READ_PIECE } = scope;
    const upTo = scope.upTo ?? (await this.head());
    const wants = (stream: string) => streamPrefixes.some((prefix) => stream.startsWith(prefix));
    yield* this.bulk.read({ after, upTo, wants, size });
  }

  batches(
    scope: Scope & { readonly maxItems?: number; readonly maxWaitMs?: number; readonly signal?: AbortSignal },
  ): AsyncGenerator<readonly LogItem[]> {
    const ended = AbortSignal.any([this.closing.signal, ...(scope.signal ? [scope.signal] : [])]);
    const { connection, calls, reader, bulk, silentMs } = this;
    const { backoff, onTrouble } = this.settings;
    return follow(scope, { connection, calls, reader, bulk, backoff, silentMs, onTrouble }, ended);
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
    return this.calls.repeated('read of the head', (client) => this.reader.head(client));
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.connection.close();
  }
}
