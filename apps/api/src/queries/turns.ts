/**
 * At most so many at once; whoever comes later waits for a while, first come first served.
 *
 *     const leave = await turns.take();
 *     if (leave === undefined) throw tooMany();
 *     try { ... } finally { leave(); }
 */
export class Turns {
  private taken = 0;
  private readonly waiting: (() => void)[] = [];

  /** @param patience how long to wait for a turn, in milliseconds */
  constructor(
    private readonly most: number,
    private readonly patience: number,
  ) {}

  /** Answers what gives the turn back; undefined where none came in time. */
  async take(): Promise<(() => void) | undefined> {
    if (this.taken < this.most) this.taken += 1;
    else if (!(await this.comes())) return undefined;
    let left = false;
    return () => {
      if (!left) this.pass();
      left = true;
    };
  }

  /** The turn goes to who waits longest: nobody who comes now can take it before. */
  private pass(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.taken -= 1;
    else next();
  }

  private comes(): Promise<boolean> {
    return new Promise((resolve) => {
      const come = (): void => {
        clearTimeout(patience);
        resolve(true);
      };
      const patience = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(come), 1);
        resolve(false);
      }, this.patience);
      this.waiting.push(come);
    });
  }
}
