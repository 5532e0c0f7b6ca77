/** What is to be ended when a bench is over, however it ends: last begun, first ended, and one that fails keeps no other. */
export class Ends {
  private readonly ends: (() => unknown)[] = [];

  add(end: () => unknown): void {
    this.ends.push(end);
  }

  /** @throws AggregateError when some could not be ended, after all were tried */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.ends.splice(0).reverse()) {
      try {
        await end();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, 'the bench left something behind');
  }
}
