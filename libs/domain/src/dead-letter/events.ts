import type { EventOf } from '../event.js';

/** An operator gave up on an event that a projection cannot apply: the event is left out for ever. */
export type DeadLetterDiscarded = EventOf<
  'DeadLetterDiscarded',
  {
    readonly projection: string;
    /** The event that is left out: its id, and its place, which alone decides. */
    readonly eventId: string;
    readonly stream: string;
    readonly revision: number;
    /** A code or a short text of the operator. */
    readonly reason: string | null;
  }
>;

/** `dead-letter-<projection>` holds these. */
export type DeadLetterEvent = DeadLetterDiscarded;
