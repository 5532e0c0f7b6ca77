/** Where an event id was first written. */
export interface KnownEvent {
  readonly stream: string;
  readonly revision: number;
}

/**
 * The ids written lately, for retries that name no revision. As in EventStoreDB they are kept in memory only: after a restart
 * such a retry writes again. An id keeps the place where it was first written.
 */
export class RecentIds {
  private readonly known = new Map<string, KnownEvent>();

  constructor(private readonly capacity: number) {}

  get(id: string): KnownEvent | undefined {
    return this.known.get(id);
  }

  add(id: string, event: KnownEvent): void {
    if (this.known.has(id)) return;
    this.known.set(id, event);
    if (this.known.size <= this.capacity) return;
    const [oldest] = this.known.keys();
    if (oldest !== undefined) this.known.delete(oldest);
  }
}
