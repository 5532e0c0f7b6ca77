import type { Expected } from '../wire/append-request.js';

/** What the rules need to know of the stream that is written to. */
export interface StreamState {
  /** Revision of the last event; -1: there is none. */
  readonly last: number;
  readonly tombstoned: boolean;
  readonly softDeleted: boolean;
  /** It has metadata: that is enough for `stream_exists`. */
  readonly described: boolean;
  /** The id of the event at a revision, however old. */
  idAt(revision: number): string | undefined;
  /** The revision at which this id was written to this stream, if that is remembered. */
  remembered(id: string): number | undefined;
}

export type AppendDecision =
  | { readonly kind: 'write' }
  /** The events are there already: the request's last one at this revision. */
  | { readonly kind: 'repeat'; readonly revision: number }
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  | { readonly kind: 'deleted' };

const WRITE: AppendDecision = { kind: 'write' };

/** Whether an append may be written, was written before, or is refused. An append is taken whole or not at all. */
export function decideAppend(expected: Expected, ids: readonly string[], stream: StreamState): AppendDecision {
  if (stream.tombstoned) return { kind: 'deleted' };
  if (expected === 'any') return decideLoose(ids, stream);
  if (expected === 'stream_exists') {
    if (stream.last < 0 && !stream.described) return { kind: 'wrong-revision', actual: stream.last };
    return stream.softDeleted ? { kind: 'deleted' } : decideLoose(ids, stream);
  }
  return decideExact(expected === 'no_stream' ? -1 : expected, ids, stream);
}

/** The first id decides: when it is known here, all must be known, in whatever order; when it is new, all are written. */
function decideLoose(ids: readonly string[], stream: StreamState): AppendDecision {
  let revision: number | undefined;
  for (const [i, id] of ids.entries()) {
    const known = stream.remembered(id);
    if (known === undefined) return i === 0 ? WRITE : { kind: 'wrong-revision', actual: stream.last };
    revision = known;
  }
  return revision === undefined ? WRITE : { kind: 'repeat', revision };
}

/** A revision of the past is right only for the very events that follow it. */
function decideExact(expected: number, ids: readonly string[], stream: StreamState): AppendDecision {
  if (expected === stream.last) return WRITE;
  const refused: AppendDecision = { kind: 'wrong-revision', actual: stream.last };
  const repeated =
    expected < stream.last && ids.length > 0 && ids.every((id, i) => stream.idAt(expected + 1 + i) === id);
  if (repeated) return { kind: 'repeat', revision: expected + ids.length };
  return expected === -1 && stream.softDeleted ? WRITE : refused;
}
