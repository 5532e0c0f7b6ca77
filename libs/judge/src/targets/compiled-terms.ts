import {
  type ChangePolicy,
  type OwnMetricTerms,
  type ReopenPolicy,
  type TargetTerms,
  type Terms,
} from '../model/terms.js';
import { type TermsVersion } from '../model/versions.js';
import { parseDuration } from '../time/iso-duration.js';
import { type Share, shareOf } from './at-risk.js';

/** A promise ready for use. `within` null: an explicit *no target*, with neither days nor time. */
export interface Target {
  readonly within: string | null;
  /** The day part; 0 is none. */
  readonly days: number;
  readonly timeMs: number;
  /** What a day is, where there is a day part. */
  readonly calendarDays: boolean;
  /** `days` as written, which counts where targets are compared, also without a day part. */
  readonly dayKind: 'working' | 'calendar';
  readonly calendarId: string;
  readonly goal: number | null;
}

/** The targets of one metric of one tier, by priority, then by category. */
type Choices = Map<string, Map<string, Target>>;

/** One version of an agreement's terms, parsed once. */
export class CompiledTerms {
  readonly version: number | string;
  readonly timeZone: string;
  readonly atRisk: Share;
  readonly reopen: ReopenPolicy;
  readonly change: ChangePolicy;
  readonly own: ReadonlyMap<string, OwnMetricTerms>;
  readonly effectiveFrom: number | null;
  readonly effectiveUntil: number | null;
  readonly reach: TermsVersion['reach'];
  readonly supersedes: boolean;
  readonly position: number;
  private readonly pauses: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly tiers: ReadonlyMap<string, ReadonlyMap<string, Choices>>;

  /** @param source terms that `checkTerms` finds nothing fatal in */
  constructor(readonly source: TermsVersion) {
    const { terms } = source;
    this.version = source.version;
    this.effectiveFrom = source.effectiveFrom;
    this.effectiveUntil = source.effectiveUntil;
    this.reach = source.reach;
    this.supersedes = source.supersedes;
    this.position = source.position;
    this.timeZone = terms.timeZone ?? 'UTC';
    this.atRisk = shareOf(terms.atRisk ?? 0.75);
    this.reopen = terms.reopen ?? 'resume';
    this.change = terms.change ?? 'from-start';
    this.own = new Map(Object.entries(terms.metrics ?? {}));
    this.pauses = new Map(Object.entries(terms.pauses ?? {}).map(([reason, metrics]) => [reason, new Set(metrics)]));
    this.tiers = new Map(Object.entries(terms.tiers).map(([tier, targets]) => [tier, choices(targets, terms)]));
  }

  /** Whether a pause for a reason stops the clocks of a metric; a reason not listed stops none. */
  stops(reason: string, metric: string): boolean {
    const metrics = this.pauses.get(reason);
    return metrics !== undefined && (metrics.has(metric) || metrics.has('*'));
  }

  /** The target that fits; exact beats `*`, priority is compared before category. Null where none fits. */
  target(metric: string, tier: string, priority: string, category: string | null): Target | null {
    const choice = this.tiers.get(tier)?.get(metric);
    if (!choice) return null;
    return pick(choice.get(priority), category) ?? pick(choice.get('*'), category) ?? null;
  }
}

function pick(byCategory: Map<string, Target> | undefined, category: string | null): Target | undefined {
  return byCategory && ((category === null ? undefined : byCategory.get(category)) ?? byCategory.get('*'));
}

function choices(targets: readonly TargetTerms[], terms: Terms): Map<string, Choices> {
  const byMetric = new Map<string, Choices>();
  for (const target of targets) {
    const byPriority = entry(byMetric, target.metric, (): Choices => new Map());
    const byCategory = entry(byPriority, target.priority ?? '*', () => new Map<string, Target>());
    // Of two that fit alike the first listed wins.
    entry(byCategory, target.category ?? '*', () => compile(target, terms));
  }
  return byMetric;
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

function compile(target: TargetTerms, terms: Terms): Target {
  const { days, timeMs } = target.within === null ? { days: 0, timeMs: 0 } : parseDuration(target.within);
  return {
    within: target.within,
    days,
    timeMs,
    calendarDays: days > 0 && target.days === 'calendar',
    dayKind: target.days ?? 'working',
    calendarId: target.calendar ?? terms.calendar ?? '24x7',
    goal: target.goal ?? null,
  };
}

/** Whether a change left the target as it was: `within`, `days` and calendar (spec/judge.md, Changed). */
export function sameTarget(a: Target, b: Target): boolean {
  const same = a.days === b.days && a.timeMs === b.timeMs && a.dayKind === b.dayKind;
  return same && a.calendarId === b.calendarId;
}
