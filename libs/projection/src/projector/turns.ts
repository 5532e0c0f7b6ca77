/** Work on the models goes one piece at a time, in the order in which it was asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.last.then(work);
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Resolves when all work asked for so far has ended. */
  async ended(): Promise<void> {
    await this.last;
  }
}
