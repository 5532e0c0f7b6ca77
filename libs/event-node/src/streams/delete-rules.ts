import type { Expected } from '../wire/append-request.js';
import type { StreamState } from './append-rules.js';

export type DeleteDecision =
  | { readonly kind: 'delete' }
  | { readonly kind: 'wrong-revision'; readonly actual: number }
  | { readonly kind: 'deleted' };

type Known = Pick<StreamState, 'last' | 'tombstoned' | 'softDeleted'>;

/** A soft delete needs a stream; a tombstone does not. A soft-deleted stream counts as there and as not there. */
export function decideDelete(how: 'soft' | 'tombstone', expected: Expected, stream: Known): DeleteDecision {
  if (stream.tombstoned) return { kind: 'deleted' };
  const refused: DeleteDecision = { kind: 'wrong-revision', actual: stream.last };
  const missing = stream.last < 0;
  if (missing && how === 'soft') return refused;
  switch (expected) {
    case 'any':
      return { kind: 'delete' };
    case 'no_stream':
      return missing || stream.softDeleted ? { kind: 'delete' } : refused;
    case 'stream_exists':
      if (missing) return refused;
      return stream.softDeleted ? { kind: 'deleted' } : { kind: 'delete' };
    default:
      return expected === stream.last ? { kind: 'delete' } : refused;
  }
}

/** EventStoreDB's numbers for the words, as its error messages and trailers show them. */
export function revisionNumber(expected: Expected): number {
  if (expected === 'any') return -2;
  if (expected === 'no_stream') return -1;
  return expected === 'stream_exists' ? -4 : expected;
}
