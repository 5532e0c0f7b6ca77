import { loadLaw, type Law, type Queryable } from '#read-models';

/** The law of agreements, as the tables have it. Kept until an event moves it, or until a rollback. */
export class Rulebooks {
  private readonly laws = new Map<string, Law>();

  /** Loads the law of these agreements where it is not there. */
  async want(db: Queryable, agreementIds: Iterable<string>): Promise<void> {
    for (const id of new Set(agreementIds)) if (!this.laws.has(id)) this.laws.set(id, await loadLaw(db, id));
  }

  /** The law of an agreement that was wanted. */
  readonly of = (agreementId: string): Law => {
    const law = this.laws.get(agreementId);
    if (law === undefined) throw new RangeError(`the rules of agreement ${agreementId} were not loaded`);
    return law;
  };

  forget(agreementIds: Iterable<string>): void {
    for (const id of agreementIds) this.laws.delete(id);
  }

  forgetAll(): void {
    this.laws.clear();
  }
}
