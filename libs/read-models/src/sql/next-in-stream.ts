import { UnfitEventError } from '../cases/happening.js';
import { previousOf, type StreamEvent } from '../cases/stream-event.js';

/**
 * Whether an event is the next of its stream after a revision (-1: none); false where it is known already.
 * @throws UnfitEventError where one is missing before it
 */
export function nextInStream(event: StreamEvent, known: number): boolean {
  if (event.revision <= known) return false;
  if (previousOf(event) <= known) return true;
  throw new UnfitEventError(event, `the last event known of its stream is ${known}`);
}
