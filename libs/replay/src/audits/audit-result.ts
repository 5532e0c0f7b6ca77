import type { Counts } from '../difference/counts.js';
import type { GroupKey, Unjudged } from '../difference/tally.js';

/** One side of an audit. `attainment` is met / (met + breached), null where there is neither. */
export interface SideResult extends Counts {
  readonly attainment: number | null;
  /** Credits are not part of an audit yet: always empty. */
  readonly credits: readonly never[];
}

export interface GroupResult extends GroupKey {
  readonly before: Omit<SideResult, 'credits'>;
  readonly after: Omit<SideResult, 'credits'>;
}

/** What a completed audit says (spec/http.md, Audits). */
export interface AuditResult {
  readonly before: SideResult;
  readonly after: SideResult;
  /** `total`, and changed verdicts by kind: `met>breached`, `none>met`, `same-state`, ... */
  readonly changes: Readonly<Record<string, number>> & { readonly total: number };
  readonly groups: readonly GroupResult[];
  readonly cases: { readonly judged: number; readonly changed: number; readonly unjudged: readonly Unjudged[] };
}
