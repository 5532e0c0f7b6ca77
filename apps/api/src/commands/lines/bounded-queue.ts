/** Hands items from one loop to another, in order; who puts waits while it is full, who takes waits while it is empty. */
export class BoundedQueue<T extends object> {
  private readonly items: T[] = [];
  private ended = false;
  private wakePutter: (() => void) | null = null;
  private wakeTaker: (() => void) | null = null;

  constructor(private readonly most: number) {}

  /** False: nobody takes any more. */
  async put(item: T): Promise<boolean> {
    while (this.items.length >= this.most && !this.ended) {
      await new Promise<void>((wake) => (this.wakePutter = wake));
    }
    if (this.ended) return false;
    this.items.push(item);
    this.wake();
    return true;
  }

  /** The next item; undefined: there will be none. */
  async take(): Promise<T | undefined> {
    while (this.items.length === 0 && !this.ended) {
      await new Promise<void>((wake) => (this.wakeTaker = wake));
    }
    const item = this.items.shift();
    this.wake();
    return item;
  }

  /** The next item, left where it is; undefined: none is there now. */
  peek(): T | undefined {
    return this.items[0];
  }

  /** No more items; those inside can still be taken. */
  end(): void {
    this.ended = true;
    this.wake();
  }

  private wake(): void {
    const waiting = [this.wakePutter, this.wakeTaker];
    this.wakePutter = this.wakeTaker = null;
    for (const wake of waiting) wake?.();
  }
}
