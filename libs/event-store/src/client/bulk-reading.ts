import type { LogItem, Position, RecordedEvent, Scope } from '../port.js';
import { BulkReader, type PieceScope } from '../reader/bulk-reader.js';
import { ReadDeniedError, ReaderUnfitError, UnexpectedAnswerError } from '../reader/read-errors.js';
import { routeOf, type Route } from '../reader/route.js';
import { isFinal, type Calls, type CallSettings } from './calls.js';
import type { ClientReader } from './client-reader.js';
import type { Connection } from './connection.js';
import { pause, waitBefore } from './retry.js';
import { StoreUnavailableError } from '../errors.js';

/** So many failures in a row while the official client gets through: the bulk reader is of no use here. */
const HOPELESS = 3;

const DOING = 'bulk reading of the log';

/** Who reads. */
export type Through = 'bulk' | 'client';

export interface BulkSettings extends CallSettings {
  readonly connectionString: string;
  /** False: the official client reads everything. */
  readonly bulkReader: boolean;
}

/** Reads much of the log: by the bulk reader where it can serve, by the official client where it cannot. */
export class BulkReading {
  private readonly route: Route | undefined;
  private failures = 0;
  private hopeless = false;
  private told = false;

  constructor(
    private readonly connection: Connection,
    private readonly calls: Calls,
    private readonly client: ClientReader,
    private readonly settings: BulkSettings,
  ) {
    this.route = settings.bulkReader ? this.routeOrNone() : undefined;
  }

  /**
   * The wanted events up to a position, in batches. What breaks is read on from where it stood; time that passes with
   * progress does not count.
   * @throws StoreUnavailableError
   */
  async *read(scope: PieceScope): AsyncGenerator<readonly RecordedEvent[]> {
    const { now, withinMs, backoff, onTrouble, closing } = this.settings;
    let { after } = scope;
    let until: number | undefined;
    let repeat = 0;
    let through: Through = 'bulk';
    const reached = (last: Position) => ([after, until, repeat] = [last, undefined, 0]);
    for (; after < scope.upTo; repeat += 1) {
      try {
        yield* this.attempt({ ...scope, after }, through, reached);
        return;
      } catch (error) {
        until ??= now() + withinMs;
        if (closing.aborted || isFinal(error) || now() >= until)
          throw new StoreUnavailableError('read of the log', { cause: error });
        onTrouble('read of the log', error);
        through = error instanceof UnexpectedAnswerError ? 'client' : 'bulk';
      }
      await pause(waitBefore(repeat, backoff), closing);
    }
  }

  /** What lies between a position and the end of the log, as a subscription would tell it; nothing where it cannot serve. */
  async *catchUp({ after, streamPrefixes }: Scope, ended: AbortSignal): AsyncGenerator<readonly LogItem[]> {
    const reader = await this.reader(ended);
    if (reader === undefined) return;
    yield* this.noting(reader.catchUp(after, streamPrefixes), ended);
  }

  private async *attempt(scope: PieceScope, through: Through, reached: (last: Position) => void) {
    const { closing } = this.settings;
    const reader = through === 'bulk' ? await this.reader(closing) : undefined;
    const pieces = reader === undefined ? this.client.pieces(scope) : this.noting(reader.pieces(scope), closing);
    for await (const { events, last } of pieces) {
      reached(last);
      if (events.length > 0) yield events;
    }
  }

  private async reader(ended: AbortSignal): Promise<BulkReader | undefined> {
    if (this.route === undefined || this.hopeless) return undefined;
    const node = await this.connection.node();
    return new BulkReader({ node, route: this.route, silentMs: this.settings.attemptMs, ended });
  }

  /** The same, keeping account of success and failure. */
  private async *noting<T>(source: AsyncGenerator<T>, ended: AbortSignal): AsyncGenerator<T> {
    try {
      for await (const item of source) {
        this.failures = 0;
        yield item;
      }
    } catch (error) {
      if (!ended.aborted) await this.failed(error);
      throw error;
    }
  }

  /**
   * After a failure the official client is asked for the end of the log: where it fails too, the log is away, and it
   * looks for another node; where it gets through again and again, the fault is here.
   */
  private async failed(error: unknown): Promise<void> {
    if (error instanceof ReadDeniedError || error instanceof RangeError) return;
    if (error instanceof UnexpectedAnswerError) this.tell(error);
    const isThere = await this.calls
      .once((client) => this.client.head(client))
      .then(
        () => true,
        () => false,
      );
    if (!isThere) return;
    this.failures += 1;
    if (this.failures < HOPELESS) return;
    this.hopeless = true;
    this.tell(new ReaderUnfitError(`failed ${HOPELESS} times where the official client did not`, { cause: error }));
  }

  private routeOrNone(): Route | undefined {
    try {
      return routeOf(this.settings.connectionString);
    } catch (error) {
      this.tell(error);
      return undefined;
    }
  }

  /** Said once: whoever runs this wants to know that reading is slow, not to be told with every read. */
  private tell(error: unknown): void {
    if (this.told) return;
    this.told = true;
    this.settings.onTrouble(`${DOING}, the official client takes over`, error);
  }
}
