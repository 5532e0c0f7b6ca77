import type { Call } from '../wire/call.js';
import type { StreamTarget } from '../wire/read-request.js';
import { handlerFailed } from '../wire/grpc-status.js';
import { caughtUp, confirmation } from '../wire/read-answers.js';
import { TOMBSTONE_REVISION } from '../wire/recorded-event.js';
import { readStreamForwards } from '../storage/stream-reader.js';
import { isSoftDeleted } from '../streams/stream-metadata.js';
import { forwardRange } from '../streams/visible-range.js';
import { Picker, type PickOptions } from '../reading/picker.js';
import { isTombstoned, sendPieces } from '../reading/read-stream.js';
import { streamDeleted } from '../reading/stream-errors.js';
import type { Store } from '../storage/store.js';
import type { Signals } from './signals.js';

/** What a subscription to a stream works with. */
export interface StreamFeed {
  readonly store: Store;
  readonly signals: Signals;
  readonly now: () => number;
}

/** Follows one stream from a revision on (exclusive), until the call is over or the stream has a tombstone. */
export async function subscribeToStream(feed: StreamFeed, call: Call, id: string, target: StreamTarget): Promise<void> {
  const { store, signals } = feed;
  const name = target.stream.toString('utf8');
  if (!name) throw handlerFailed();
  const ended = isTombstoned(store, name);
  if (ended && target.from !== 'end') throw streamDeleted(name);
  const signal = signals.onStream(name);
  call.onOver(() => signals.release(signal, name));
  await call.write(confirmation(id));
  if (ended) return void (await call.write(caughtUp()));

  let next = await catchUp(feed, call, name, target);
  if (next.caughtUp) await call.write(caughtUp());
  while (!call.over) {
    await signal.wait();
    const sent = await sendNew(feed, call, name, target, next.revision);
    if (!next.caughtUp) await call.write(caughtUp());
    next = { revision: sent, caughtUp: true };
    if (!call.over && store.head(name).tombstoned) return endWithTombstone(store, call, name, target);
  }
}

interface Progress {
  /** The next revision to send. */
  readonly revision: number;
  /** On a stream that reads as missing EventStoreDB says "caught up" only after the first write. */
  readonly caughtUp: boolean;
}

async function catchUp(feed: StreamFeed, call: Call, name: string, target: StreamTarget): Promise<Progress> {
  const { store } = feed;
  const after =
    target.from === 'start' ? 0 : target.from === 'end' ? store.head(name).last + 1 : Number(target.from) + 1;
  if (target.from === 'end') return { revision: after, caughtUp: true };
  let next = after;
  while (!call.over) {
    const head = store.head(name);
    const metadata = store.metadata(name);
    if (head.last < 0 || isSoftDeleted(metadata)) return { revision: Math.max(next, head.last + 1), caughtUp: false };
    const range = forwardRange(next, head.last, metadata);
    if (range.first > range.last) return { revision: Math.max(next, head.last + 1), caughtUp: true };
    const options = metadata.maxAge === undefined ? {} : { notBefore: feed.now() - metadata.maxAge };
    const picker = pickerOf(store, target, options);
    await sendPieces(call, readStreamForwards(store, head.number, range), picker, Infinity);
    next = head.last + 1;
  }
  return { revision: next, caughtUp: false };
}

/** Live events come as they are written, whatever the metadata says of older ones. */
async function sendNew(
  feed: StreamFeed,
  call: Call,
  name: string,
  target: StreamTarget,
  from: number,
): Promise<number> {
  const { store } = feed;
  const picker = pickerOf(store, target, {});
  let next = from;
  for (let { number, last } = store.head(name); next <= last && !call.over; { number, last } = store.head(name)) {
    await sendPieces(call, readStreamForwards(store, number, { first: next, last }), picker, Infinity);
    next = last + 1;
  }
  return next;
}

async function endWithTombstone(store: Store, call: Call, name: string, target: StreamTarget): Promise<void> {
  const range = { first: TOMBSTONE_REVISION, last: TOMBSTONE_REVISION };
  const pieces = readStreamForwards(store, store.head(name).number, range);
  await sendPieces(call, pieces, pickerOf(store, target, {}), 1);
  call.fail(streamDeleted(name));
}

function pickerOf(store: Store, target: StreamTarget, options: Partial<PickOptions>): Picker {
  return new Picker(store, { resolveLinks: target.resolveLinks, structuredIds: target.structuredIds, ...options });
}
