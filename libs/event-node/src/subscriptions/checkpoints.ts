/** A place up to which a filtered subscriber has seen everything; `exact`: the event there was delivered. */
export interface Checkpoint {
  readonly position: number;
  readonly exact: boolean;
}

/** EventStoreDB reads this many matching events at a time, and looks at this many when the client names no window. */
export const READ_BATCH = 32;

/**
 * When a filtered subscription tells how far it is, as EventStoreDB 23.10 does it. While it catches up the log is looked at in
 * pages: a page ends with its window, or with 32 matches. A checkpoint may only come at the end of a page; it names the last
 * match in it, or, without one, the page's first event. Live, every event counts. The end of the log is no end of a page, and
 * what was counted until then counts on.
 */
export class Checkpoints {
  private readonly interval: number;
  private counted = 0;
  private live = false;
  private page = newPage();

  constructor(
    private readonly window: number,
    multiplier: number,
  ) {
    this.interval = window * multiplier;
  }

  /** Called for every event in order, after a match was sent; answers the checkpoint that is due, if one is. */
  considered(position: number, matched: boolean): Checkpoint | undefined {
    if (this.live) return this.count(1) ? { position, exact: true } : undefined;
    const { page } = this;
    page.first ??= position;
    page.size++;
    if (matched) {
      page.match = position;
      page.matches++;
    }
    if (page.size < this.window && page.matches < READ_BATCH) return undefined;
    this.page = newPage();
    if (!this.count(page.size)) return undefined;
    return page.match === undefined ? { position: page.first, exact: false } : { position: page.match, exact: true };
  }

  /** The subscription has caught up. */
  goLive(): void {
    if (this.live) return;
    this.live = true;
    this.count(this.page.size);
  }

  private count(events: number): boolean {
    this.counted += events;
    if (this.counted < this.interval) return false;
    this.counted %= this.interval;
    return true;
  }
}

interface Page {
  first: number | undefined;
  match: number | undefined;
  size: number;
  matches: number;
}

const newPage = (): Page => ({ first: undefined, match: undefined, size: 0, matches: 0 });
