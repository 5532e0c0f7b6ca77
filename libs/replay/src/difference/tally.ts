import type { Verdict } from '#judge';
import { addCounts, count, isCounted, noCounts, type Counts, type MutableCounts, type Span } from './counts.js';
import { isChanged, kindOf, type Pair, type Side } from './difference.js';

/** What a group is made of. A verdict counts in the group that it has on its own side. */
export interface GroupKey {
  readonly metric: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
}

export interface Group extends GroupKey {
  readonly before: Counts;
  readonly after: Counts;
}

export interface Unjudged {
  readonly ticketId: string;
  readonly reason: string;
}

/** What a part of an audit came to; parts add up to the whole. */
export interface Tallied {
  readonly judged: number;
  /** Cases with at least one changed verdict. */
  readonly changed: number;
  /** Changed verdicts by kind (`met>breached`, `same-state`, ...). */
  readonly changes: Readonly<Record<string, number>>;
  readonly groups: readonly Group[];
  readonly unjudged: readonly Unjudged[];
}

type MutableGroup = GroupKey & { before: MutableCounts; after: MutableCounts };

/** Counts an audit's verdicts, ticket by ticket or part by part. */
export class Tally {
  private readonly groups = new Map<string, MutableGroup>();
  private readonly changes = new Map<string, number>();
  private readonly unjudged: Unjudged[] = [];
  private judged = 0;
  private changed = 0;

  constructor(private readonly span: Span) {}

  /**
   * Counts one judged ticket.
   * @returns its changed verdicts
   */
  ticket(clocks: readonly Pair[]): readonly Pair[] {
    for (const { before, after } of clocks) {
      this.verdict(before, 'before');
      this.verdict(after, 'after');
    }
    const changed = clocks.filter(isChanged);
    for (const pair of changed) this.change(kindOf(pair), 1);
    this.judged += 1;
    if (changed.length > 0) this.changed += 1;
    return changed;
  }

  /** Lists a ticket that could not be judged. */
  without(ticketId: string, reason: string): void {
    this.unjudged.push({ ticketId, reason });
  }

  /** Adds what another part came to. */
  add(part: Tallied): void {
    this.judged += part.judged;
    this.changed += part.changed;
    this.unjudged.push(...part.unjudged);
    for (const [kind, n] of Object.entries(part.changes)) this.change(kind, n);
    for (const group of part.groups) {
      const own = this.group(group);
      addCounts(own.before, group.before);
      addCounts(own.after, group.after);
    }
  }

  /** All of it so far, groups in order of metric, tier, priority, category (none first). */
  result(): Tallied {
    const { judged, changed, unjudged } = this;
    const groups = [...this.groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
    return { judged, changed, unjudged, groups, changes: Object.fromEntries([...this.changes.entries()].sort()) };
  }

  private verdict(verdict: Verdict | null, side: Side): void {
    if (verdict !== null && isCounted(verdict, this.span)) count(this.group(verdict)[side], verdict);
  }

  private change(kind: string, n: number): void {
    this.changes.set(kind, (this.changes.get(kind) ?? 0) + n);
  }

  /** NUL sorts before every character that a name may have, so keys sort as their parts do. */
  private group({ metric, tier, priority, category }: GroupKey): MutableGroup {
    const key = `${metric}\0${tier}\0${priority}\0${category ?? ''}`;
    const known = this.groups.get(key);
    if (known !== undefined) return known;
    const fresh = { metric, tier, priority, category, before: noCounts(), after: noCounts() };
    this.groups.set(key, fresh);
    return fresh;
  }
}

/** The sum over groups, on both sides. */
export function totals(groups: readonly Group[]): { readonly before: Counts; readonly after: Counts } {
  const sum = { before: noCounts(), after: noCounts() };
  for (const group of groups) {
    addCounts(sum.before, group.before);
    addCounts(sum.after, group.after);
  }
  return sum;
}
