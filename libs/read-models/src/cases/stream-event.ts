import type { RecordedEvent } from '#event-store';

/** An event in a stream of which operators may have given some up. */
export interface StreamEvent extends RecordedEvent {
  /** Revision of the event before it that counts, -1: none; absent: the one just before it. */
  readonly previous?: number;
}

/** The revision up to which a stream has to be known when this event comes; -1: it is the first that counts. */
export const previousOf = ({ revision, previous = revision - 1 }: StreamEvent): number => previous;
