/** An event that a decider returns: its name and its data. Names and data are forever. */
export interface EventOf<Type extends string, Data extends object> {
  readonly type: Type;
  readonly data: Data;
}

/** Instants in the log are ISO 8601 UTC with milliseconds: `2015-02-16T17:25:30.000Z`. */
export type IsoInstant = string;

/** The metadata of every event. */
export interface EventMetadata {
  /** The caller's key of the command; with the actor and the stream it makes a repeat recognisable. */
  readonly commandId: string;
  /** SHA-256 (hex) of the command's body in RFC 8785 form. */
  readonly bodyHash: string;
  readonly $correlationId: string;
  readonly $causationId: string;
  /** An opaque id of who asked: the owner of the token. */
  readonly actor: string;
  /** Version of the data's schema, from 1. */
  readonly schema: number;
}

/** An event at its place in the log. When the log took it is nothing that a state may depend on. */
export type Recorded<E> = E & {
  readonly id: string;
  /** Counts from 0 in its stream. */
  readonly revision: number;
  /** An integer below 2^53 that only grows. */
  readonly position: number;
};
