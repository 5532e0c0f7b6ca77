import { Random, seedOf } from './random.js';

/** What a writer will offer as its n-th append. Which revision an explicit one names is known when it is offered. */
export interface PlannedAppend {
  readonly stream: string;
  /** `any` is only for the official client: the adapter always names a revision. */
  readonly expected: 'explicit' | 'any';
  /** Whether the writer looks where the stream is before it names a revision, or goes by what it knows. */
  readonly looks: boolean;
  /** Ids of its events. */
  readonly ids: readonly string[];
  /** Bytes of padding in each event. */
  readonly padding: number;
  /** Whether the official client offers the next one before this one is answered. */
  readonly pipelined: boolean;
  /** Milliseconds before the next. */
  readonly pauseMs: number;
}

export const STREAMS = ['a-0', 'a-1', 'a-2', 'b-0', 'b-1', 'c-0'] as const;

/** A pure function of its arguments: a writer that is started again goes on with the same list. */
export function plannedAppend(seed: number, writer: number, n: number): PlannedAppend {
  const random = new Random(seedOf(seed, 1000 + writer, n));
  const events = random.chance(0.5) ? 1 : random.between(2, 7);
  return {
    stream: random.pick([...STREAMS]),
    expected: random.pick(['explicit', 'any']),
    looks: random.chance(0.6),
    ids: Array.from({ length: events }, () => random.uuid()),
    // Now and then more than a block of the node's log (64 KiB) in one append.
    padding: random.chance(0.04) ? random.between(15_000, 40_000) : random.between(0, 600),
    pipelined: random.chance(0.5),
    pauseMs: random.chance(0.4) ? random.between(1, 12) : 0,
  };
}
