import { loadRulebook, makeRules, type Queryable, type Rules } from '#read-models';

/** Compiled rules by agreement, as the tables have them. Kept until a version moves them, or until a rollback. */
export class Rulebooks {
  private readonly rules = new Map<string, Rules>();

  /** Loads the rules of these agreements that are not there. */
  async want(db: Queryable, agreementIds: Iterable<string>): Promise<void> {
    for (const id of new Set(agreementIds)) {
      if (!this.rules.has(id)) this.rules.set(id, makeRules(await loadRulebook(db, id, Number.MAX_SAFE_INTEGER)));
    }
  }

  /** The rules of an agreement that was wanted. */
  readonly of = (agreementId: string): Rules => {
    const rules = this.rules.get(agreementId);
    if (rules === undefined) throw new RangeError(`the rules of agreement ${agreementId} were not loaded`);
    return rules;
  };

  forget(agreementIds: Iterable<string>): void {
    for (const id of agreementIds) this.rules.delete(id);
  }

  forgetAll(): void {
    this.rules.clear();
  }
}
