import type { ExpectedRevision } from './port.js';

/** The stream has moved, or is not there: somebody else wrote. */
export class WrongRevisionError extends Error {
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: number | 'none' | 'unknown',
  ) {
    super(`stream ${stream} is at revision ${actual}, expected ${expected}`);
    this.name = 'WrongRevisionError';
  }
}

/** The log cannot be reached, or did not answer in time. Nothing was written. */
export class StoreUnavailableError extends Error {
  constructor(doing: string, options?: ErrorOptions) {
    super(`the event store cannot be reached: ${doing}`, options);
    this.name = 'StoreUnavailableError';
  }
}

/** An append timed out and reading could not tell in time whether it was written. Repeat the same command. */
export class UnknownOutcomeError extends Error {
  constructor(
    readonly stream: string,
    options?: ErrorOptions,
  ) {
    super(`whether the append to ${stream} was written is not known; repeat it with the same key`, options);
    this.name = 'UnknownOutcomeError';
  }
}

/** More bytes in one append than the log takes (1,048,576 of event data). */
export class AppendTooLargeError extends Error {
  constructor(stream: string, options?: ErrorOptions) {
    super(`the events for ${stream} exceed the 1,048,576 bytes that one append may hold`, options);
    this.name = 'AppendTooLargeError';
  }
}

/** The log holds something this adapter cannot carry. */
export class UnreadableEventError extends Error {
  constructor(stream: string, revision: number, why: string) {
    super(`event ${revision} of ${stream} cannot be read: ${why}`);
    this.name = 'UnreadableEventError';
  }
}
