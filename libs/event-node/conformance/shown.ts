import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';

export type AnyResolvedEvent = ResolvedEvent | AllStreamResolvedEvent;

/** An event in an outcome: in short form, or with its data and metadata. */
export class ShownEvent {
  constructor(
    readonly event: AnyResolvedEvent,
    readonly whole: boolean,
  ) {}
}

/** A position in an outcome that is no `{ commit, prepare }`. */
export class ShownPosition {
  constructor(readonly value: bigint) {}
}

export const short = (events: readonly AnyResolvedEvent[]): ShownEvent[] =>
  events.map((event) => new ShownEvent(event, false));

export const whole = (events: readonly AnyResolvedEvent[]): ShownEvent[] =>
  events.map((event) => new ShownEvent(event, true));
