/** Where an event id was first written. */
export interface KnownEvent {
  readonly stream: string;
  readonly revision: number;
}

/**
 * The ids written lately, for retries that name no revision. As in EventStoreDB they are kept in memory only: after a restart
 * such a retry writes again. An id keeps the place where it was first written. When a generation is full the one before it is
 * forgotten, so between one and two generations of ids are known.
 */
export class RecentIds {
  private young = new Map<string, KnownEvent>();
  private old = new Map<string, KnownEvent>();

  constructor(private readonly generation: number) {}

  get(id: string): KnownEvent | undefined {
    return this.old.get(id) ?? this.young.get(id);
  }

  add(id: string, event: KnownEvent): void {
    if (this.get(id)) return;
    this.young.set(id, event);
    if (this.young.size < this.generation) return;
    this.old = this.young;
    this.young = new Map();
  }
}
