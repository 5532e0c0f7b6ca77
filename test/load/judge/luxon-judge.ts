import { type Fact, parseDuration, type Rulebook, type TargetTerms, type VerdictState } from '#judge';
import { type BostonCase } from './boston-cases.js';
import { LuxonWalk } from './luxon-walk.js';

/** As much of a verdict as the walking judge works out: the judge of the project answers far more. */
export interface WalkedVerdict {
  readonly dueAt: number;
  readonly state: VerdictState;
}

interface InForce<Of> {
  readonly from: number;
  readonly of: Of;
}

interface Target {
  readonly days: number;
  readonly working: boolean;
}

/**
 * Judges cases of two facts, opened and closed, by days that keep the wall clock, with Luxon. It can do no more than
 * the Boston cases need: the terms and the calendar in force at the opening, one target a category, no pauses.
 */
export class LuxonJudge {
  private readonly terms: readonly InForce<ReadonlyMap<string, Target>>[];
  private readonly calendars: readonly InForce<LuxonWalk>[];

  constructor({ timeline, calendars }: Rulebook) {
    this.terms = timeline.map(({ effectiveFrom, terms }) => ({
      from: effectiveFrom ?? -Infinity,
      of: new Map((terms.tiers['standard'] ?? []).map((target) => [target.category ?? '*', targetOf(target)])),
    }));
    this.calendars = (calendars[0]?.versions ?? []).map(({ effectiveFrom, definition }) => ({
      from: effectiveFrom ?? -Infinity,
      of: new LuxonWalk(definition),
    }));
  }

  /** Null where nothing was promised. */
  judge([opened, closed]: BostonCase, now: number): WalkedVerdict | null {
    const dueAt = opened ? this.dueAt(opened) : null;
    if (dueAt === null) return null;
    if (!closed || closed.at > now) return { dueAt, state: now > dueAt ? 'breached' : 'running' };
    return { dueAt, state: closed.at > dueAt ? 'breached' : 'met' };
  }

  private dueAt(opened: Fact): number | null {
    if (opened.type !== 'opened' || opened.category === undefined) return null;
    const target = inForce(this.terms, opened.at)?.get(opened.category);
    const calendar = inForce(this.calendars, opened.at);
    if (!target || !calendar) return null;
    return target.working
      ? calendar.afterWorkingDays(opened.at, target.days)
      : calendar.afterCalendarDays(opened.at, target.days);
  }
}

function targetOf({ within, days }: TargetTerms): Target {
  return { days: within === null ? 0 : parseDuration(within).days, working: days !== 'calendar' };
}

function inForce<Of>(versions: readonly InForce<Of>[], at: number): Of | undefined {
  return versions.findLast(({ from }) => from <= at)?.of;
}
