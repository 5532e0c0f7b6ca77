import type { StreamMetadata } from './stream-metadata.js';

/** First revision that may be seen in a stream whose last event is at `last`; age is checked event by event. */
export function firstVisible(last: number, metadata: StreamMetadata): number {
  const byCount = metadata.maxCount === undefined ? 0 : last - metadata.maxCount + 1;
  return Math.max(0, byCount, metadata.truncateBefore ?? 0);
}

/** An inclusive range of revisions; empty when `first > last`. */
export interface RevisionRange {
  readonly first: number;
  readonly last: number;
}

/** The revisions that a read from `from` forwards may see; `undefined` stands for the start. */
export function forwardRange(from: number, last: number, metadata: StreamMetadata): RevisionRange {
  return { first: Math.max(from, firstVisible(last, metadata)), last };
}

/** The revisions that a read from `from` backwards may see. */
export function backwardRange(from: number, last: number, metadata: StreamMetadata): RevisionRange {
  return { first: firstVisible(last, metadata), last: Math.min(from, last) };
}
