import type { Call } from '../wire/call.js';
import type { AllPlace, AllTarget } from '../wire/read-request.js';
import { isBoundary, readAllBackwards, readAllForwards } from '../storage/all-reader.js';
import { compileFilter } from '../streams/event-filter.js';
import { frameEnd } from '../wire/recorded-event.js';
import type { Store } from '../storage/store.js';
import { Picker } from './picker.js';
import { sendPieces } from './read-stream.js';
import { unexpectedAllResult } from './stream-errors.js';

/** Reads `$all` to its end, as it is when the read begins, or to `count` events. */
export async function readAll(store: Store, call: Call, target: AllTarget, count: number): Promise<void> {
  const pieces = target.backwards ? backwards(store, target.from) : forwards(store, target.from);
  if (count === 0) return; // EventStoreDB never ends this read either; the client does.
  const picker = new Picker(store, {
    resolveLinks: target.resolveLinks,
    structuredIds: target.structuredIds,
    ...(target.filter && { filter: compileFilter(target.filter) }),
  });
  await sendPieces(call, pieces, picker, count);
  call.end();
}

function forwards(store: Store, from: AllPlace): Iterable<Buffer> {
  if (from === 'end') return [];
  if (from === 'start') return readAllForwards(store.log, 0, store.tail);
  const position = Number(from.commit);
  if (position >= store.tail) return [];
  if (!isBoundary(store.log, position)) throw unexpectedAllResult();
  return readAllForwards(store.log, position, store.tail);
}

function backwards(store: Store, from: AllPlace): Iterable<Buffer> {
  if (from === 'start') return [];
  if (from === 'end') return readAllBackwards(store.log, store.tail);
  const position = Number(from.commit);
  if (position > store.tail || !isBoundary(store.log, position)) throw unexpectedAllResult();
  const pieces = readAllBackwards(store.log, position);
  return from.prepare < from.commit ? skipOne(pieces) : pieces;
}

/** EventStoreDB leaves out one event more when the prepare position is below the commit position. */
function* skipOne(pieces: Iterable<Buffer>): Generator<Buffer> {
  let skipped = false;
  for (const piece of pieces) {
    const from = skipped || !piece.length ? 0 : frameEnd(piece, 0);
    skipped = true;
    if (from < piece.length) yield piece.subarray(from);
  }
}
