import type { Instant } from '#judge';

/** What the command side needs from outside, by the tokens under which Nest provides it. */
export const EVENT_STORE = Symbol('the event log');
export const CLOCK = Symbol('the server’s clock');
export const NEW_ID = Symbol('a new random id');

export type Clock = () => Instant;
export type NewId = () => string;
