declare const instant: unique symbol;
declare const millis: unique symbol;

/** Milliseconds since 1970-01-01T00:00Z, an integer (spec/judge.md, Time). */
export type Instant = number & { readonly [instant]: true };

/** A length of time in milliseconds, an integer. */
export type Millis = number & { readonly [millis]: true };

export const instantOf = (epochMs: number): Instant => epochMs as Instant;
export const millisOf = (ms: number): Millis => ms as Millis;
