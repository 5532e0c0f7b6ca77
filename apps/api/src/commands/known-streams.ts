import type { DomainEvent } from '#domain';
import type { Appended, NewEvent, RecordedEvent } from '#event-store';
import { evolved, unwritten, type Aggregate, type Loaded } from './aggregate.js';
import { traceOf, type Trace } from './remembered.js';

/** A stream as this process has seen it last. Others may have written to it since. */
export interface Known<State> extends Loaded<State> {
  readonly traces: readonly Trace[];
}

/** Nothing is known; the stream may be there nevertheless. */
export const nothingKnown = <State>(initial: State): Known<State> => ({ ...unwritten(initial), traces: [] });

/** What is known after all events of a stream have been read. */
export function knownFrom<State, Event extends DomainEvent>(
  aggregate: Aggregate<State, Event>,
  events: readonly RecordedEvent[],
): Known<State> {
  return { ...evolved(aggregate, unwritten(aggregate.initial), events), traces: events.map(traceOf) };
}

/** What is known after an event was appended behind what was known. */
export function knownAfter<State, Event extends DomainEvent>(
  { evolve }: Aggregate<State, Event>,
  { state, traces }: Known<State>,
  decided: Event,
  { event, appended }: { readonly event: NewEvent; readonly appended: Appended },
): Known<State> {
  const { id, type, metadata } = event;
  const { revision, position } = appended;
  return {
    state: evolve(state, { ...decided, id, revision, position }),
    revision,
    position,
    traces: [...traces, traceOf({ id, type, metadata, revision, position })],
  };
}

/** Streams that are kept, those longest out of use going first: about two kilobytes each. */
const CAPACITY = 20_000;
/** Longer streams are few, and are read anew. */
const LONGEST = 100;

/**
 * What this process knows of streams. It may be behind the log, so only what is true of any longer stream may be said by
 * it: that a command was applied. Whether anything else was written, an append at the exact revision finds out.
 */
export class KnownStreams {
  private readonly known = new Map<string, Known<unknown>>();

  /** A stream's name says of which aggregate it is, so its state is of one type for ever. */
  get<State>(stream: string): Known<State> | undefined {
    const known = this.known.get(stream);
    if (known === undefined) return undefined;
    this.known.delete(stream);
    this.known.set(stream, known);
    return known as Known<State>;
  }

  keep(stream: string, known: Known<unknown>): void {
    this.known.delete(stream);
    if (known.traces.length === 0 || known.traces.length > LONGEST) return;
    this.known.set(stream, known);
    if (this.known.size <= CAPACITY) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }

  forget(stream: string): void {
    this.known.delete(stream);
  }
}
