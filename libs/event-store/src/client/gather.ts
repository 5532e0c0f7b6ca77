/**
 * Items, which come few or many at a time, in batches: a batch is what came until `maxItems` were there or `maxWaitMs` had passed since its first.
 * While the consumer works, the source is read on until the next batch is full, then left alone: that is all that is
 * ever held.
 */
export async function* gather<T>(
  source: AsyncGenerator<readonly T[]>,
  { maxItems, maxWaitMs }: { maxItems: number; maxWaitMs: number },
): AsyncGenerator<readonly T[]> {
  const basin = new Basin<T>(maxItems);
  const filling = fill(source, basin);
  // It is awaited when all batches are taken; until then the consumer may be at work, and nobody else hears of its error.
  filling.catch(() => undefined);
  try {
    for (;;) {
      await basin.untilSome();
      if (!basin.isFull && !basin.isOver) await basin.untilFullOr(maxWaitMs);
      const batch = basin.take();
      if (batch.length > 0) yield batch;
      else if (basin.isOver) break;
    }
    await filling;
  } finally {
    basin.end();
  }
}

async function fill<T>(source: AsyncGenerator<readonly T[]>, basin: Basin<T>): Promise<void> {
  try {
    for await (const items of source) {
      if (basin.isOver) return;
      basin.add(items);
      if (basin.isFull) await basin.untilRoom();
    }
  } finally {
    basin.end();
  }
}

class Basin<T> {
  private items: T[] = [];
  private over = false;
  private readonly waiting = new Set<() => void>();

  constructor(private readonly size: number) {}

  get isFull(): boolean {
    return this.items.length >= this.size;
  }

  get isOver(): boolean {
    return this.over;
  }

  add(items: readonly T[]): void {
    const wasEmpty = this.items.length === 0;
    for (const item of items) this.items.push(item);
    if (wasEmpty || this.isFull) this.changed();
  }

  /** A batch; what exceeds it stays. */
  take(): readonly T[] {
    const taken = this.items;
    this.items = taken.length > this.size ? taken.splice(this.size) : [];
    this.changed();
    return taken;
  }

  end(): void {
    this.over = true;
    this.changed();
  }

  async untilSome(): Promise<void> {
    while (this.items.length === 0 && !this.over) await this.change();
  }

  async untilRoom(): Promise<void> {
    while (this.isFull && !this.over) await this.change();
  }

  async untilFullOr(ms: number): Promise<void> {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.changed();
    }, ms);
    while (!late && !this.isFull && !this.over) await this.change();
    clearTimeout(timer);
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve));
  }

  private changed(): void {
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const wake of woken) wake();
  }
}
