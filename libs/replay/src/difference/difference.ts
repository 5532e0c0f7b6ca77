import type { Verdict } from '#judge';

/** The two sides of an audit: as recorded, and under the amended history. */
export type Side = 'before' | 'after';

/** One clock under both histories; null on the side that has no such clock. */
export interface Pair {
  readonly metric: string;
  readonly cycle: number;
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}

/** The fields in which a verdict may not differ without being called changed (spec/http.md, Audits). */
const TELLING = ['state', 'dueAt', 'breachesAt', 'decidedAt', 'elapsedMs', 'targetMs', 'overrunMs'] as const;

/** Whether the verdict of a clock is changed: one of the telling fields differs, or it is there on one side only. */
export function isChanged({ before, after }: Pair): boolean {
  if (before === null || after === null) return before !== after;
  return TELLING.some((field) => before[field] !== after[field]);
}

/** The kind of a change: `met>breached`, `none>met`, ... or `same-state`. */
export function kindOf({ before, after }: Pair): string {
  const from = before?.state ?? 'none';
  const to = after?.state ?? 'none';
  return from === to ? 'same-state' : `${from}>${to}`;
}

/** The clocks of one ticket side by side, by metric and cycle. Both lists are in that order, as the judge gives them. */
export function pairs(before: readonly Verdict[], after: readonly Verdict[]): readonly Pair[] {
  const found: Pair[] = [];
  let left = 0;
  let right = 0;
  while (left < before.length || right < after.length) {
    const pair = nextPair(before[left], after[right]);
    if (pair.before !== null) left += 1;
    if (pair.after !== null) right += 1;
    found.push(pair);
  }
  return found;
}

function nextPair(before: Verdict | undefined, after: Verdict | undefined): Pair {
  const order = compare(before, after);
  const { metric, cycle } = (order <= 0 ? before : after) as Verdict;
  return { metric, cycle, before: order <= 0 ? (before ?? null) : null, after: order >= 0 ? (after ?? null) : null };
}

/** A list that has ended comes after everything. */
function compare(a: Verdict | undefined, b: Verdict | undefined): number {
  if (a === undefined) return 1;
  if (b === undefined) return -1;
  if (a.metric !== b.metric) return a.metric < b.metric ? -1 : 1;
  return a.cycle - b.cycle;
}
