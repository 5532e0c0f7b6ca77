import type { EventStoreDBClient } from '@eventstore/db-client';
import type { LogItem, Position, Scope } from '../port.js';
import { UnexpectedAnswerError } from '../reader/read-errors.js';
import { attended, type DeafSubscriptionError, type Glance } from './attention.js';
import type { BulkReading, Through } from './bulk-reading.js';
import type { Calls } from './calls.js';
import type { ClientReader } from './client-reader.js';
import type { Connection } from './connection.js';
import { gather } from './gather.js';
import { isSilence, isUnreachable } from './no-answer.js';
import { pause, waitBefore, type Backoff } from './retry.js';
import { ClientSubscription } from './subscription.js';

export interface Following {
  readonly connection: Connection;
  readonly calls: Calls;
  readonly reader: ClientReader;
  readonly bulk: BulkReading;
  readonly backoff: Backoff;
  /** How long a subscription may say nothing before the log is looked at, in milliseconds. */
  readonly silentMs: number;
  readonly onTrouble: (doing: string, error: unknown) => void;
}

export interface FollowScope extends Scope {
  readonly maxItems?: number;
  readonly maxWaitMs?: number;
}

/** Events looked at in one read when a subscription is silent. */
const GLANCE = 256;

/**
 * The log from a position on, for ever: whatever ends a connection, it goes on from the last item that was given. That is
 * also how a subscription that the server ended because it fell behind (`Consumer too slow`) catches up.
 */
export async function* follow(
  scope: FollowScope,
  following: Following,
  ended: AbortSignal,
): AsyncGenerator<readonly LogItem[]> {
  let { after } = scope;
  let through: Through = 'bulk';
  for (let repeat = 0; !ended.aborted; repeat += 1) {
    try {
      for await (const batch of untilBroken({ ...scope, after }, through, following, ended)) {
        [repeat, through] = [0, 'bulk'];
        after = lastPosition(batch) ?? after;
        yield batch;
      }
    } catch (error) {
      if (ended.aborted) return;
      following.onTrouble('subscription to the log', error);
      through = error instanceof UnexpectedAnswerError ? 'client' : 'bulk';
    }
    await pause(waitBefore(repeat, following.backoff), ended);
  }
}

/** The batches of one connection. */
async function* untilBroken(
  scope: FollowScope,
  through: Through,
  following: Following,
  ended: AbortSignal,
): AsyncGenerator<readonly LogItem[]> {
  const { maxItems = 1_000, maxWaitMs = 10 } = scope;
  // A consumer that leaves ends the connection too, also while nothing comes on it.
  const stop = new AbortController();
  const end = () => stop.abort();
  ended.addEventListener('abort', end);
  try {
    const items = through === 'bulk' ? catchUpThenLive : live;
    for await (const batch of gather(items(scope, following, stop.signal), { maxItems, maxWaitMs })) {
      if (ended.aborted) return;
      yield batch;
    }
  } finally {
    ended.removeEventListener('abort', end);
    stop.abort();
  }
}

/** What lies behind is read in bulk; the official client takes over where that ends. */
async function* catchUpThenLive(
  scope: Scope,
  following: Following,
  ended: AbortSignal,
): AsyncGenerator<readonly LogItem[]> {
  let { after } = scope;
  for await (const items of following.bulk.catchUp(scope, ended)) {
    after = lastPosition(items) ?? after;
    yield items;
  }
  yield* live({ ...scope, after }, following, ended);
}

/** The items of one subscription. Ends when told to; throws when the connection breaks or the server ends it. */
async function* live(scope: Scope, following: Following, ended: AbortSignal): AsyncGenerator<readonly LogItem[]> {
  if (ended.aborted) return;
  const { client } = following.connection;
  const subscription = new ClientSubscription(client, scope);
  const stop = () => void subscription.close();
  ended.addEventListener('abort', stop);
  try {
    const items = attended(subscription.items(), {
      after: scope.after,
      silentMs: following.silentMs,
      look: (after) => look(after, scope.streamPrefixes, following),
      onQuiet: (position) => subscription.push({ kind: 'checkpoint', position }),
      onDeaf: (error) => giveUp(subscription, error, following.connection, client),
    });
    for await (const item of items) yield [item];
  } catch (error) {
    if (ended.aborted) return;
    if (isUnreachable(error)) following.connection.unreachable(client);
    throw error;
  } finally {
    ended.removeEventListener('abort', stop);
    await subscription.close();
  }
}

/** A subscription that is deaf alone is opened again; where nothing is heard at all, the connection is replaced too. */
function giveUp(
  subscription: ClientSubscription,
  error: DeafSubscriptionError,
  connection: Connection,
  client: EventStoreDBClient,
): void {
  subscription.fail(error);
  if (isSilence(error.cause ?? error)) connection.renew(client);
}

async function look(after: Position, prefixes: readonly string[], { calls, reader }: Following): Promise<Glance> {
  const head = await calls.once((client) => reader.head(client));
  let upTo = after;
  while (upTo < head) {
    const events = await calls.once((client) => reader.after(client, upTo, GLANCE));
    const missed = events.find(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix)));
    if (missed !== undefined) return { missed: missed.position, upTo };
    const last = events.at(-1);
    if (last === undefined) break;
    upTo = last.position;
  }
  return { missed: undefined, upTo };
}

function lastPosition(batch: readonly LogItem[]): Position | undefined {
  for (let i = batch.length - 1; i >= 0; i -= 1) {
    const item = batch[i];
    if (item?.kind === 'event') return item.event.position;
    if (item?.kind === 'checkpoint') return item.position;
  }
  return undefined;
}
