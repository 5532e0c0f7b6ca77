import type { EventStore } from '#event-store';
import type { Instant } from '#judge';

/** What the query side needs from outside. */
export interface QuerySide {
  /** Connection string of the read models. */
  readonly databaseUrl: string;
  /** The log, to say whether it answers. Nothing on the query side reads a stream. */
  readonly log: Pick<EventStore, 'head'>;
  /** The server's clock. */
  readonly now: () => Instant;
  /** Lag beyond which the API says that it is not ready, in milliseconds. */
  readonly readyLagMs?: number;
  /** Event streams open at once; 200 if not said. */
  readonly mostStreams?: number;
  /** How often an event stream that has nothing to say shows that it is there, in milliseconds; 15,000 if not said. */
  readonly beatMs?: number;
}

/** The token under which it is provided. */
export const QUERY_SIDE = Symbol('the query side’s surroundings');
