import { frameOffsets, skipFrames } from './log.js';
import type { Run } from './stream-index.js';
import type { RevisionRange } from '../streams/visible-range.js';
import type { Store } from './store.js';

const RUNS_PER_PAGE = 64;

/** Frames of a stream's events in rising order, in pieces of at most a block. */
export function* readStreamForwards(store: Store, stream: number, range: RevisionRange): Generator<Buffer> {
  let next = range.first;
  for (const run of runsFrom(store, stream, range.first)) {
    const end = Math.min(run.first + run.count, range.last + 1);
    if (next < run.first) next = run.first;
    if (next > range.last) return;
    if (next >= end) continue;
    const { bytes } = store.blockOf(run);
    const from = skipFrames(bytes, run.position - run.block, next - run.first);
    yield bytes.subarray(from, skipFrames(bytes, from, end - next));
    next = end;
  }
}

function* runsFrom(store: Store, stream: number, revision: number): Generator<Run> {
  let last = store.index.runUpTo(stream, revision);
  if (last) yield last;
  for (;;) {
    const page = store.index.runsAfter(stream, last?.first ?? -1, RUNS_PER_PAGE);
    yield* page;
    last = page.at(-1);
    if (!last) return;
  }
}

/** Frames of a stream's events in falling order, one a piece. */
export function* readStreamBackwards(store: Store, stream: number, range: RevisionRange): Generator<Buffer> {
  let last = range.last;
  while (last >= range.first) {
    const run = store.index.runUpTo(stream, last);
    if (!run) return;
    const { bytes } = store.blockOf(run);
    const start = run.position - run.block;
    const end = skipFrames(bytes, start, last - run.first + 1);
    const offsets = frameOffsets(bytes.subarray(0, end), start);
    for (let i = offsets.length - 1; i >= 0 && run.first + i >= range.first; i--)
      yield bytes.subarray(offsets[i], offsets[i + 1] ?? end);
    last = run.first - 1;
  }
}
