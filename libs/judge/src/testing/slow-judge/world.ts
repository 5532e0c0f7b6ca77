import { type Rulebook, type CalendarVersion, type TermsVersion } from '../../model/versions.js';
import { type TargetTerms } from '../../model/terms.js';
import { type VerdictReason } from '../../model/verdict.js';
import { type Told } from './facts.js';
import { timelineOf } from './in-force.js';
import { type SlowCalendar } from './open-time.js';

/** What is known of a ticket at some point of its story. */
export interface Attributes {
  readonly tier: string;
  readonly priority: string;
  readonly category: string | null;
  readonly team: string | null;
}

export interface HeldCalendar {
  readonly id: string;
  /** Null for `24x7`. */
  readonly version: CalendarVersion | null;
  readonly calendar: SlowCalendar;
}

export interface HeldTarget {
  readonly target: TargetTerms & { readonly within: string };
  readonly days: number;
  /** The time part that the clock has: less than that of `within` after a proportional change. */
  readonly ms: number;
  readonly calendar: HeldCalendar;
}

export interface Decision {
  readonly state: 'met' | 'breached' | 'void';
  readonly at: number;
  readonly reason: VerdictReason;
  readonly attributes: Attributes;
  /** How many facts had been told. */
  readonly told: number;
  /** Of a void clock, the time it had used, and the terms that it had then. */
  readonly elapsed: number;
  readonly termsVersion: number | string;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly ids: readonly string[];
}

/** One running of one metric; also where it has no target, so that cycles count the same under all terms. */
export interface Clock {
  readonly metric: string;
  readonly cycle: number;
  readonly start: Told;
  /** The metric's own start, or where a target came to a clock that had none, by `restart`. */
  startedAt: number;
  terms: TermsVersion | null;
  target: HeldTarget | null;
  measuredFrom: number;
  category: string | null;
  /** The fact that ended it, and how many had been told by then. */
  stop: { readonly at: number; readonly id: string; readonly told: number } | null;
  decision: Decision | null;
  /** `[resolved, reopened)` of a resume. */
  gaps: readonly Gap[];
  changes: readonly string[];
  /** Changes told while it was stopped or void: they count if it goes on. */
  laterChanges: readonly string[];
}

export interface World {
  readonly rulebook: Rulebook;
  readonly timeline: readonly TermsVersion[];
  /** All that happened so far. */
  told: readonly Told[];
  clocks: readonly Clock[];
  /** How often each metric started. */
  readonly starts: Map<string, number>;
  /** The reopening after which no clock starts any more. */
  over: Told | null;
}

export const newWorld = (rulebook: Rulebook): World => ({
  rulebook,
  timeline: timelineOf(rulebook),
  told: [],
  clocks: [],
  starts: new Map<string, number>(),
  over: null,
});

export function attributesOf(told: readonly Told[]): Attributes {
  let known: Attributes = { tier: '', priority: '', category: null, team: null };
  for (const { fact } of told) {
    if (fact.type === 'opened')
      known = { ...known, tier: fact.tier, priority: fact.priority, category: fact.category ?? null };
    if (fact.type === 'tier') known = { ...known, tier: fact.tier };
    if (fact.type === 'priority') known = { ...known, priority: fact.priority };
    if (fact.type === 'category') known = { ...known, category: fact.category };
    if (fact.type === 'assigned') {
      const { team }: { readonly team?: string } = fact;
      known = { ...known, team: team ?? null };
    }
  }
  return known;
}

export function isResolved(told: readonly Told[]): boolean {
  const last = [...told].reverse().find(({ fact }) => ['resolved', 'closed', 'reopened'].includes(fact.type));
  return last !== undefined && last.fact.type !== 'reopened';
}

/** A clock that nothing has stopped: undecided, breached and running on, or without a target. */
export const isLive = (clock: Clock): boolean => clock.stop === null;
