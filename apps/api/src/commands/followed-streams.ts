import type { DomainEvent } from '#domain';
import type { EventStore } from '#event-store';
import { evolved, readOn, unwritten, type Aggregate, type Loaded } from './aggregate.js';

interface Followed<State> {
  loaded: Loaded<State>;
  reading: Promise<Loaded<State>> | null;
  next: Promise<Loaded<State>> | null;
}

const CAPACITY = 2_000;

/**
 * States of streams that many commands look at and few write to. Each look reads on from the last known revision, so
 * it sees all that was written before it; looks that come while a read is under way share the one after it.
 */
export class FollowedStreams<State, Event extends DomainEvent> {
  private readonly followed = new Map<string, Followed<State>>();

  constructor(
    private readonly store: EventStore,
    private readonly aggregate: Aggregate<State, Event>,
  ) {}

  /** The stream as it was seen last, where it was ever seen to be there; else as the log has it. */
  async seen(stream: string): Promise<Loaded<State>> {
    const { loaded } = this.touched(stream);
    return loaded.position === null ? this.current(stream) : loaded;
  }

  /** The stream as the log has it at this call, or later. */
  current(stream: string): Promise<Loaded<State>> {
    const followed = this.touched(stream);
    if (followed.reading === null) return (followed.reading = this.read(stream, followed));
    followed.next ??= this.afterwards(stream, followed, followed.reading);
    return followed.next;
  }

  private async afterwards(
    stream: string,
    followed: Followed<State>,
    reading: Promise<unknown>,
  ): Promise<Loaded<State>> {
    await reading.catch(() => undefined);
    followed.next = null;
    return (followed.reading = this.read(stream, followed));
  }

  private async read(stream: string, followed: Followed<State>): Promise<Loaded<State>> {
    const from = followed.loaded;
    try {
      const loaded = evolved(this.aggregate, from, await readOn(this.store, stream, from.revision));
      if (followed.loaded === from) followed.loaded = loaded;
      return loaded;
    } finally {
      followed.reading = null;
    }
  }

  private touched(stream: string): Followed<State> {
    const known = this.followed.get(stream);
    const followed = known ?? { loaded: unwritten(this.aggregate.initial), reading: null, next: null };
    this.followed.delete(stream);
    this.followed.set(stream, followed);
    const [oldest] = this.followed.keys();
    if (this.followed.size > CAPACITY && oldest !== undefined) this.followed.delete(oldest);
    return followed;
  }
}
