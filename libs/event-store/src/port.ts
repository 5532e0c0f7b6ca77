import type { Observable } from 'rxjs';

declare const position: unique symbol;

/** A place in the whole log: an integer below 2^53 that only grows (a log of nine petabytes; the adapter refuses beyond). */
export type Position = number & { readonly [position]: true };

export const positionOf = (value: number): Position => value as Position;

/** Before the first event. */
export const START = positionOf(-1);

/** An event to be appended. Its id makes a repeated append recognisable. */
export interface NewEvent {
  /** A UUID. */
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** An event as the log has it. `data` and `metadata` may be parsed when they are asked for: copy with `plainEvent`. */
export interface RecordedEvent {
  readonly id: string;
  readonly stream: string;
  /** Counts from 0 in its stream. */
  readonly revision: number;
  readonly position: Position;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
  /** When the log took it, in milliseconds since 1970. */
  readonly recordedAt: number;
}

/** The revision that the stream's last event must have; `none`: the stream must not exist. Never *any*. */
export type ExpectedRevision = number | 'none';

export interface Appended {
  /** Of the last event written. */
  readonly revision: number;
  readonly position: Position;
}

/** What a subscription to the whole log says, in order. */
export type LogItem =
  | { readonly kind: 'event'; readonly event: RecordedEvent }
  /** Everything up to here has been looked at, matching or not. */
  | { readonly kind: 'checkpoint'; readonly position: Position }
  /** The subscription has reached the head and is live. */
  | { readonly kind: 'caught-up' };

export interface Scope {
  /** Strictly after this position. `START`: from the beginning. */
  readonly after: Position;
  /** Only streams whose name starts with one of these. */
  readonly streamPrefixes: readonly string[];
}

/** The log. One adapter implements it, over the official client and a leaner reader of the same protocol. */
export interface EventStore {
  /**
   * Appends all events or none.
   * @throws WrongRevisionError the stream is elsewhere
   * @throws StoreUnavailableError nothing was written
   * @throws UnknownOutcomeError it may or may not be written, and reading could not settle it in time
   */
  append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended>;

  /** All events of a stream from a revision on, in order; none where the stream is missing. */
  readStream(stream: string, fromRevision?: number): Promise<readonly RecordedEvent[]>;

  /** The log in batches, in order, up to its head at the call; for bulk reading. */
  readAll(
    scope: Scope & { readonly batchSize?: number; readonly upTo?: Position },
  ): AsyncIterable<readonly RecordedEvent[]>;

  /**
   * The log from a position on, then live, in batches of at most `maxItems` that wait at most `maxWaitMs` to fill.
   * Pulled: while the consumer works on a batch at most one more is held, then the source is paused. Reconnects by
   * itself where it stood, without gap or repeat; ends when the store is closed or `signal` aborts. For projectors.
   */
  batches(
    scope: Scope & { readonly maxItems?: number; readonly maxWaitMs?: number; readonly signal?: AbortSignal },
  ): AsyncIterable<readonly LogItem[]>;

  /** The same item by item and pushed, without back-pressure: for consumers that only note what comes. */
  subscribe(scope: Scope): Observable<LogItem>;

  /** The position of the last event of all, `START` when empty. */
  head(): Promise<Position>;

  close(): Promise<void>;
}
