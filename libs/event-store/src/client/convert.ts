import type {
  AllStreamRecordedEvent,
  Position as ClientPosition,
  RecordedEvent as ClientEvent,
} from '@eventstore/db-client';
import { UnreadableEventError } from '../errors.js';
import { beyondRange } from '../position.js';
import { positionOf, type Position, type RecordedEvent } from '../port.js';

/** The client counts in bigint; a log beyond 2^53 bytes is refused rather than rounded. */
export function toPosition(position: ClientPosition): Position {
  if (position.commit > BigInt(Number.MAX_SAFE_INTEGER)) throw beyondRange(position.commit);
  return positionOf(Number(position.commit));
}

export const fromPosition = (position: Position): ClientPosition => ({
  commit: BigInt(position),
  prepare: BigInt(position),
});

/** An event as the port gives it. Data that is no JSON stays the bytes or the text that it is. */
export function toRecorded(event: ClientEvent | AllStreamRecordedEvent): RecordedEvent {
  if (event.position === undefined) {
    throw new UnreadableEventError(event.streamId, Number(event.revision), 'the server gave no position');
  }
  return {
    id: event.id,
    stream: event.streamId,
    revision: Number(event.revision),
    position: toPosition(event.position),
    type: event.type,
    data: event.data,
    metadata: event.metadata,
    recordedAt: event.created.getTime(),
  };
}
