import type { Call } from '../wire/call.js';
import type { AllPlace, AllTarget, FilterOptions } from '../wire/read-request.js';
import { handlerFailed } from '../wire/grpc-status.js';
import { caughtUp, checkpoint, confirmation } from '../wire/read-answers.js';
import { frameEnd } from '../wire/recorded-event.js';
import { blocksFrom, isBoundary } from '../storage/all-reader.js';
import { blockEnd, frameOffsets } from '../storage/log.js';
import { compileFilter } from '../streams/event-filter.js';
import { Picker } from '../reading/picker.js';
import { Sender } from '../reading/sender.js';
import type { Store } from '../storage/store.js';
import { Checkpoints, READ_BATCH } from './checkpoints.js';
import type { Signal, Signals } from './signals.js';

/** Follows `$all` from a place on (exclusive), until the call is over. */
export async function subscribeToAll(
  store: Store,
  signals: Signals,
  call: Call,
  id: string,
  target: AllTarget,
): Promise<void> {
  const picker = new Picker(store, {
    resolveLinks: target.resolveLinks,
    structuredIds: target.structuredIds,
    ...(target.filter && { filter: compileFilter(target.filter) }),
  });
  const start = startAfter(store, target.from);
  const signal = signals.onAll();
  call.onOver(() => signals.release(signal));
  await call.write(confirmation(id));
  const feed = target.filter ? filteredFeed(picker, target.filter) : plainFeed(picker);
  await follow(store, call, signal, start, feed);
}

/** What a subscription sends for a piece of the log, and what it does once it has caught up. */
interface Feed {
  frames(piece: Buffer, position: number): Buffer[];
  caughtUp(): void;
}

function plainFeed(picker: Picker): Feed {
  return { frames: (piece) => picker.pick(piece, Infinity).frames, caughtUp: () => undefined };
}

function filteredFeed(picker: Picker, filter: FilterOptions): Feed {
  const checkpoints = new Checkpoints(filter.window ?? READ_BATCH, filter.multiplier);
  return {
    frames(piece, position) {
      const frames: Buffer[] = [];
      for (let at = 0; at < piece.length; at = frameEnd(piece, at)) {
        const frame = picker.one(piece, at);
        if (frame) frames.push(frame);
        const due = checkpoints.considered(position + at, frame !== undefined);
        if (due) frames.push(checkpoint(due.position, due.exact ? due.position : due.position - 1));
      }
      return frames;
    },
    caughtUp: () => checkpoints.goLive(),
  };
}

async function follow(store: Store, call: Call, signal: Signal, start: number, feed: Feed): Promise<void> {
  let position = start;
  let behind = true;
  while (!call.over) {
    position = await sendUpToTail(store, call, position, feed);
    if (position < store.tail) continue;
    if (behind) {
      behind = false;
      feed.caughtUp();
      await call.write(caughtUp());
    }
    if (position >= store.tail) await signal.wait();
  }
}

/** Sends what lies between a position and the end of the log as it is now; answers the position behind it. */
async function sendUpToTail(store: Store, call: Call, from: number, feed: Feed): Promise<number> {
  const until = store.tail;
  const sender = new Sender(call);
  for (const block of blocksFrom(store.log, from, until))
    if (!(await sender.add(feed.frames(block.bytes, block.start)))) break;
  await sender.flush();
  return Math.max(from, until);
}

/** Where a subscription begins that has seen everything up to a place. A place beyond the end is the end. */
function startAfter(store: Store, from: AllPlace): number {
  if (from === 'start') return 0;
  if (from === 'end') return store.tail;
  const position = Number(from.commit);
  if (position >= store.tail) return store.tail;
  if (!isBoundary(store.log, position)) throw handlerFailed();
  const block = store.log.upTo(position);
  if (!block || position >= blockEnd(block)) return position;
  const offsets = frameOffsets(block.bytes, position - block.start);
  return offsets[1] === undefined ? blockEnd(block) : block.start + offsets[1];
}
