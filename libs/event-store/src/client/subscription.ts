import {
  START as FROM_START,
  streamNameFilter,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type EventStoreDBClient,
  type Position as ClientPosition,
} from '@eventstore/db-client';
import { START, type LogItem, type Scope } from '../port.js';
import { fromPosition, toPosition, toRecorded } from './convert.js';

/** How many windows of the server's search make a checkpoint; its window is 32 events. */
const CHECKPOINT_INTERVAL = 8;

/** What the stream of the client carries here: its own events, and what we push between them. */
type Carried = AllStreamResolvedEvent | { readonly item: LogItem };

/**
 * One subscription of the official client, as a stream of items in log order. Checkpoints and *caught up* are pushed
 * into the same stream where they were said: as events of their own they would overtake what still waits in its buffer.
 */
export class ClientSubscription {
  private readonly source: AllStreamSubscription;

  constructor(client: EventStoreDBClient, scope: Scope) {
    this.source = client.subscribeToAll({
      fromPosition: scope.after === START ? FROM_START : fromPosition(scope.after),
      filter: streamNameFilter({
        prefixes: [...scope.streamPrefixes],
        checkpointInterval: CHECKPOINT_INTERVAL,
        checkpointReached: (_, position) => Promise.resolve(this.checkpoint(position)),
      }),
    });
    this.source.on('caughtUp', () => this.push({ kind: 'caught-up' }));
  }

  /** Items in order. Throws when the connection breaks or the server ends it. */
  async *items(): AsyncGenerator<LogItem> {
    for await (const carried of this.source as AsyncIterable<Carried>) {
      if ('item' in carried) yield carried.item;
      else if (carried.event !== undefined) yield { kind: 'event', event: toRecorded(carried.event) };
    }
  }

  /** Ends the items with an error. */
  fail(error: Error): void {
    this.source.destroy(error);
  }

  async close(): Promise<void> {
    // The client emits an error that nobody awaits when it is cancelled while connecting.
    this.source.on('error', () => undefined);
    this.source.destroy();
    await this.source.unsubscribe().catch(() => undefined);
  }

  /** A checkpoint between two records (commit and prepare differ) is no place to start from: it is left out. */
  private checkpoint(position: ClientPosition): void {
    if (position.commit === position.prepare) this.push({ kind: 'checkpoint', position: toPosition(position) });
  }

  /** Puts an item behind all that came so far. */
  push(item: LogItem): void {
    (this.source as unknown as { push(carried: Carried): void }).push({ item });
  }
}
