import type { Call } from '../wire/call.js';
import type { StreamTarget } from '../wire/read-request.js';
import { handlerFailed } from '../wire/grpc-status.js';
import { firstStreamPosition, lastStreamPosition, streamNotFound } from '../wire/read-answers.js';
import { readStreamBackwards, readStreamForwards } from '../storage/stream-reader.js';
import { describedBy, isMetastream } from '../streams/stream-name.js';
import { isSoftDeleted, type StreamMetadata } from '../streams/stream-metadata.js';
import { backwardRange, forwardRange, type RevisionRange } from '../streams/visible-range.js';
import type { Store } from '../storage/store.js';
import { Picker } from './picker.js';
import { Sender } from './sender.js';
import { streamDeleted, unexpectedStreamResult } from './stream-errors.js';

/** True when the stream, or the stream that this one describes, has a tombstone. */
export function isTombstoned(store: Store, name: string): boolean {
  return store.head(isMetastream(name) ? describedBy(name) : name).tombstoned || store.head(name).tombstoned;
}

/** A revision as the protocol has it, as a number: beyond 2^53 there is nothing to find. */
const revision = (from: bigint): number => Number(from);

function rangeOf(target: StreamTarget, last: number, metadata: StreamMetadata): RevisionRange {
  const { from, backwards } = target;
  if (backwards) return backwardRange(from === 'end' ? last : from === 'start' ? 0 : revision(from), last, metadata);
  return forwardRange(from === 'start' || from === 'end' ? 0 : revision(from), last, metadata);
}

/** @throws GrpcError for what EventStoreDB does not read */
function refuseUnreadable(store: Store, name: string, target: StreamTarget, count: number): void {
  if (!name) throw handlerFailed();
  if (count === 0 || (target.from === 'end' && !target.backwards)) throw unexpectedStreamResult();
  if (isTombstoned(store, name)) throw streamDeleted(name);
}

/** Reads one stream to its end or to `count` events. */
export async function readStream(
  store: Store,
  now: () => number,
  call: Call,
  target: StreamTarget,
  count: number,
): Promise<void> {
  const name = target.stream.toString('utf8');
  refuseUnreadable(store, name, target, count);
  const head = store.head(name);
  const metadata = store.metadata(name);
  if (head.last < 0 || isSoftDeleted(metadata)) return call.end(streamNotFound(target.stream));

  const range = rangeOf(target, head.last, metadata);
  const picker = new Picker(store, {
    resolveLinks: target.resolveLinks,
    structuredIds: target.structuredIds,
    ...(metadata.maxAge !== undefined && { notBefore: now() - metadata.maxAge }),
  });
  const read = target.backwards ? readStreamBackwards : readStreamForwards;
  const sent = await sendPieces(call, read(store, head.number, range), picker, count);
  if (target.wantsEnds && !sent && !target.backwards) await call.write(firstStreamPosition(head.last + 1));
  call.end(target.wantsEnds ? lastStreamPosition(head.last) : undefined);
}

/** Sends what the picker takes of the pieces, up to `count` events, and tells how many there were. */
export async function sendPieces(call: Call, pieces: Iterable<Buffer>, picker: Picker, count: number): Promise<number> {
  const sender = new Sender(call);
  let sent = 0;
  for (const piece of pieces) {
    const picked = picker.pick(piece, count - sent);
    sent += picked.count;
    if (!(await sender.add(picked.frames)) || sent >= count) break;
  }
  await sender.flush();
  return sent;
}
