/** A promise that was not kept. */
export interface Violation {
  readonly what: string;
  /** When, in milliseconds since 1970, if that can be said: it names the step. */
  readonly t?: number;
}

/** An event as the log has it, and no more than the checks look at. */
export interface Logged {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: number;
}
