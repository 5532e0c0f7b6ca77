import { blockEnd, frameOffsets, type Block, type Log } from './log.js';

/** Whole blocks of the log from a position on, the first one cut to it, up to a position. */
export function* blocksFrom(log: Log, from: number, until: number): Generator<Block> {
  let position = from;
  while (position < until) {
    const block = log.at(position) ?? log.upTo(position);
    if (block && position < blockEnd(block)) {
      yield { start: position, bytes: block.bytes.subarray(position - block.start) };
      position = blockEnd(block);
    } else {
      const next = log.from(position);
      if (!next) return;
      position = next.start;
    }
  }
}

/** Frames of the whole log from a position on, in pieces of at most a block, up to a position. */
export function* readAllForwards(log: Log, from: number, until: number): Generator<Buffer> {
  for (const block of blocksFrom(log, from, until)) yield block.bytes;
}

/** Frames of the events below a position in falling order, one a piece. */
export function* readAllBackwards(log: Log, from: number): Generator<Buffer> {
  let position = from;
  for (;;) {
    const block = position > 0 ? log.upTo(position - 1) : undefined;
    if (!block) return;
    const end = Math.min(position, blockEnd(block));
    const bytes = block.bytes.subarray(0, end - block.start);
    const offsets = frameOffsets(bytes);
    for (let i = offsets.length - 1; i >= 0; i--) yield bytes.subarray(offsets[i], offsets[i + 1] ?? bytes.length);
    position = block.start;
  }
}

/** Whether an event begins at a position, or nothing lies there (before the first event, or in the gap of an empty append). */
export function isBoundary(log: Log, position: number): boolean {
  const block = log.upTo(position);
  if (!block || position >= blockEnd(block)) return true;
  return frameOffsets(block.bytes).includes(position - block.start);
}
