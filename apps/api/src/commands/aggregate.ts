import { readEvent, type DomainEvent, type Recorded } from '#domain';
import type { EventStore, ExpectedRevision, RecordedEvent } from '#event-store';

/** How a stream becomes a state. */
export interface Aggregate<State, Event extends DomainEvent> {
  readonly initial: State;
  readonly evolve: (state: State, event: Recorded<Event>) => State;
}

/** A stream's state and where it stands. */
export interface Loaded<State> {
  readonly state: State;
  readonly revision: ExpectedRevision;
  /** Of the last event; null: the stream is not there. */
  readonly position: number | null;
}

/** The state of a stream that is not there. */
export const unwritten = <State>(initial: State): Loaded<State> => ({
  state: initial,
  revision: 'none',
  position: null,
});

/** The state after more events of the stream. */
export function evolved<State, Event extends DomainEvent>(
  { evolve }: Aggregate<State, Event>,
  from: Loaded<State>,
  events: readonly RecordedEvent[],
): Loaded<State> {
  return events.reduce<Loaded<State>>((loaded, recorded) => {
    const { id, revision, position } = recorded;
    const event = { ...(readEvent(recorded) as Event), id, revision, position };
    return { state: evolve(loaded.state, event), revision, position };
  }, from);
}

/** The events of a stream after the revision that is known. */
export function readOn(store: EventStore, stream: string, known: ExpectedRevision): Promise<readonly RecordedEvent[]> {
  return store.readStream(stream, known === 'none' ? 0 : known + 1);
}
