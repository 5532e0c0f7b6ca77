import type { Checkpoint, Status } from '#read-models';

/** What the lag is told from. */
export interface Reading {
  readonly checkpoint: Checkpoint;
  /** The last event of the log. */
  readonly head: number;
  readonly caughtUp: boolean;
  /** Since when the head is known to be ahead of the models, in milliseconds since 1970; null: it is not. */
  readonly behindSince: number | null;
  readonly now: number;
}

/**
 * How far the models are behind the log, in events and in milliseconds. Positions are no counts: while catching up,
 * events are told from the mean distance of the positions so far.
 */
export function lagOf({
  checkpoint,
  head,
  caughtUp,
  behindSince,
  now,
}: Reading): Pick<Status, 'state' | 'lagEvents' | 'lagMs'> {
  const { position, events, lastRecordedAt } = checkpoint;
  if (head <= position) return { state: 'live', lagEvents: 0, lagMs: 0 };
  const meanDistance = events > 0 ? Math.max(1, position / events) : 1;
  const lagEvents = Math.max(1, Math.round((head - position) / meanDistance));
  const age = now - (lastRecordedAt ?? now);
  const known = now - (behindSince ?? now);
  return caughtUp
    ? { state: 'live', lagEvents, lagMs: Math.max(0, Math.min(age, known)) }
    : { state: 'catching-up', lagEvents, lagMs: Math.max(0, age) };
}
