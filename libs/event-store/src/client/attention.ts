import type { LogItem, Position } from '../port.js';

/** The subscription is connected and says nothing, although events that it should have told stand in the log. */
export class DeafSubscriptionError extends Error {
  override readonly name = 'DeafSubscriptionError';

  constructor(seen: Position, why: string, options?: ErrorOptions) {
    super(`the subscription to the log is deaf after position ${seen}: ${why}`, options);
  }
}

/** What stands in the log behind a position. */
export interface Glance {
  /** The first event that the subscription should have told. */
  readonly missed: Position | undefined;
  /** Without one: everything up to here is of no interest to it. */
  readonly upTo: Position;
}

export interface Attending {
  /** Where the subscription started: strictly after this. */
  readonly after: Position;
  /** How long it may say nothing before the log is looked at, in milliseconds. */
  readonly silentMs: number;
  /** Looks at the log itself. Throws when that does not work either. */
  readonly look: (after: Position) => Promise<Glance>;
  /** Told once, when the subscription is found deaf. */
  readonly onDeaf: (error: DeafSubscriptionError) => void;
  /** The subscription said nothing because there was nothing to say up to here. */
  readonly onQuiet: (upTo: Position) => void;
}

/**
 * Watches a subscription while its consumer waits for it. After a silence the log is read on from the last position that
 * was heard of. An event that should have come gets one silence more to arrive; then the subscription is deaf. So is one
 * that is silent while the log cannot be read either.
 */
export async function* attended(source: AsyncIterable<LogItem>, attending: Attending): AsyncGenerator<LogItem> {
  const watch = new Watch(attending);
  const timer = setInterval(() => void watch.look(), attending.silentMs);
  try {
    watch.waiting = true;
    for await (const item of source) {
      watch.heard(item);
      yield item;
      watch.waiting = true;
    }
  } finally {
    clearInterval(timer);
    watch.over = true;
  }
}

class Watch {
  waiting = false;
  over = false;
  private items = 0;
  private itemsBefore = -1;
  private seen: Position;
  private missed: Position | undefined;
  private looking = false;

  constructor(private readonly attending: Attending) {
    this.seen = attending.after;
  }

  heard(item: LogItem): void {
    this.waiting = false;
    this.items += 1;
    this.missed = undefined;
    if (item.kind === 'event') this.seen = item.event.position;
    else if (item.kind === 'checkpoint' && item.position > this.seen) this.seen = item.position;
  }

  async look(): Promise<void> {
    const { items, missed } = this;
    const silent = this.waiting && items === this.itemsBefore;
    this.itemsBefore = items;
    if (!silent || this.looking || this.over) return;
    if (missed !== undefined) return this.deaf(`the event at ${missed} did not come`);
    this.looking = true;
    try {
      const glance = await this.attending.look(this.seen);
      if (!this.stillAt(items)) return;
      this.missed = glance.missed;
      if (glance.missed === undefined && glance.upTo > this.seen) this.attending.onQuiet(glance.upTo);
    } catch (error) {
      if (this.stillAt(items)) this.deaf('the log cannot be read either', { cause: error });
    } finally {
      this.looking = false;
    }
  }

  private stillAt(items: number): boolean {
    return !this.over && this.waiting && items === this.items;
  }

  private deaf(why: string, options?: ErrorOptions): void {
    this.over = true;
    this.attending.onDeaf(new DeafSubscriptionError(this.seen, why, options));
  }
}
