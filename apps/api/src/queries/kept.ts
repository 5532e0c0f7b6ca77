/**
 * What is put aside for a while, for whoever asks for the same next. One takes it at a time: what is taken is not here.
 *
 *     const page = kept.take(key) ?? (await make());
 *     try { ... } finally { kept.put(key, page); }
 */
export class Kept<T> {
  private readonly held = new Map<string, { readonly value: T; readonly timer: NodeJS.Timeout }>();

  /**
   * @param most of these, the one put longest ago goes first
   * @param keepMs how long each is kept, in milliseconds
   * @param drop lets go of what nobody came for; does not throw
   */
  constructor(
    private readonly most: number,
    private readonly keepMs: number,
    private readonly drop: (value: T) => Promise<void>,
  ) {}

  take(key: string): T | undefined {
    const found = this.held.get(key);
    if (found === undefined) return undefined;
    clearTimeout(found.timer);
    this.held.delete(key);
    return found.value;
  }

  /** Puts something aside, in the place of what was kept by this key. */
  put(key: string, value: T): void {
    void this.let(key);
    const [oldest] = this.held.keys();
    if (this.held.size >= this.most && oldest !== undefined) void this.let(oldest);
    this.held.set(key, { value, timer: setTimeout(() => void this.let(key), this.keepMs) });
  }

  /** Lets go of all. */
  async clear(): Promise<void> {
    await Promise.all([...this.held.keys()].map((key) => this.let(key)));
  }

  private async let(key: string): Promise<void> {
    const value = this.take(key);
    if (value !== undefined) await this.drop(value);
  }
}
