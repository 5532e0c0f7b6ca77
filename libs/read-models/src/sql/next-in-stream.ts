import type { RecordedEvent } from '#event-store';
import { UnfitEventError } from '../cases/happening.js';

/**
 * Whether an event is the next of its stream after a revision (-1: none); false where it is known already.
 * @throws UnfitEventError where one is missing before it
 */
export function nextInStream(event: RecordedEvent, known: number): boolean {
  if (event.revision <= known) return false;
  if (event.revision === known + 1) return true;
  throw new UnfitEventError(event, `the last event known of its stream is ${known}`);
}
