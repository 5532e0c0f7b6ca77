import type { AuditRequest } from '#domain';
import type { Queryable } from '#read-models';
import { compileHistories, loadHistories, type CompiledHistories } from '../scope/histories.js';
import { scopeOf, type Scope } from '../scope/scope.js';

/** At most so many audits and agreements are kept compiled by one worker: memory stays flat. */
const AUDITS_KEPT = 4;
const AGREEMENTS_KEPT = 500;

/** One audit as a worker has it: its scope, and the histories of the agreements met so far, compiled once. */
export class AuditRules {
  private readonly compiled = new Map<string, CompiledHistories>();
  readonly scope: Scope;

  constructor(request: AuditRequest) {
    this.scope = scopeOf(request);
  }

  /** Both histories of each of these agreements. */
  async histories(db: Queryable, agreementIds: ReadonlySet<string>): Promise<ReadonlyMap<string, CompiledHistories>> {
    const found = new Map<string, CompiledHistories>();
    for (const id of agreementIds) {
      const known = this.compiled.get(id) ?? compileHistories(await loadHistories(db, this.scope, id));
      keep(this.compiled, id, known, AGREEMENTS_KEPT);
      found.set(id, known);
    }
    return found;
  }
}

/** The audits that a worker has been at last. */
export class RulesCache {
  private readonly audits = new Map<string, AuditRules>();

  of(auditId: string, request: AuditRequest): AuditRules {
    const rules = this.audits.get(auditId) ?? new AuditRules(request);
    keep(this.audits, auditId, rules, AUDITS_KEPT);
    return rules;
  }
}

/** Moves an entry to the young end of a map and drops the oldest beyond a limit. */
function keep<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  const oldest = map.keys().next();
  if (map.size > limit && !oldest.done) map.delete(oldest.value);
}
