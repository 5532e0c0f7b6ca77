/** Wakes a subscriber: a wake-up that comes while it is busy is not lost, and several count as one. */
export class Signal {
  private raised = false;
  private waiter: (() => void) | undefined;

  raise(): void {
    this.raised = true;
    this.waiter?.();
  }

  async wait(): Promise<void> {
    if (!this.raised) await new Promise<void>((resolve) => (this.waiter = resolve));
    this.waiter = undefined;
    this.raised = false;
  }
}

/** Tells subscribers that something was committed: those of `$all` always, those of a stream when it was written to. */
export class Signals {
  private readonly all = new Set<Signal>();
  private readonly streams = new Map<string, Set<Signal>>();

  /** A signal that is raised by every commit. */
  onAll(): Signal {
    const signal = new Signal();
    this.all.add(signal);
    return signal;
  }

  /** A signal that is raised by commits to one stream. */
  onStream(name: string): Signal {
    const signal = new Signal();
    const set = this.streams.get(name) ?? new Set();
    this.streams.set(name, set.add(signal));
    return signal;
  }

  /** Gives a signal back; whoever waits on it is woken. */
  release(signal: Signal, name?: string): void {
    this.all.delete(signal);
    if (name !== undefined) {
      const set = this.streams.get(name);
      set?.delete(signal);
      if (set?.size === 0) this.streams.delete(name);
    }
    signal.raise();
  }

  committed(streams: Iterable<string>): void {
    for (const signal of this.all) signal.raise();
    if (!this.streams.size) return;
    for (const name of streams) for (const signal of this.streams.get(name) ?? []) signal.raise();
  }
}
