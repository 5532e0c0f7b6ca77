import type { RawEvent } from '../wire/append-request.js';
import type { ProposedEvent } from '../wire/recorded-event.js';
import { normalId } from '../streams/event-ids.js';

/** An event that cannot be written; the message is EventStoreDB's. */
export class InvalidEventError extends Error {
  override readonly name = 'InvalidEventError';

  constructor(
    readonly fault: 'no-type' | 'no-content-type' | 'empty-type' | 'bad-id',
    message: string,
  ) {
    super(message);
  }
}

const MISSING_KEY = 'The given key was not present in the dictionary.';
const JSON_TYPE = Buffer.from('application/json');
const BINARY_TYPE = Buffer.from('application/octet-stream');

/**
 * Checks one event of a request.
 *
 * @throws InvalidEventError
 */
export function proposedEvent(raw: RawEvent): ProposedEvent {
  if (!raw.type) throw new InvalidEventError('no-type', MISSING_KEY);
  if (!raw.contentType) throw new InvalidEventError('no-content-type', MISSING_KEY);
  const id = raw.id === undefined ? undefined : normalId(raw.id);
  if (id === undefined) throw new InvalidEventError('bad-id', 'Unrecognized Guid format.');
  if (!raw.type.length) throw new InvalidEventError('empty-type', "Empty eventType provided. (Parameter 'eventType')");
  const contentType = raw.contentType.equals(JSON_TYPE) ? JSON_TYPE : BINARY_TYPE;
  return { id, type: raw.type, contentType, metadata: raw.metadata, data: raw.data };
}
