import { proportionalMs } from '../targets/proportional.js';
import { type CompiledTerms, sameTarget, type Target } from '../targets/compiled-terms.js';
import { elapsedAt } from '../targets/due.js';
import { governing } from '../versions/governing.js';
import { type CaseRun } from './case-run.js';
import { type Clock, type Commitment, hasCommitment } from './clock.js';
import { decide, dueOf, countAt } from './decide.js';
import { takenFrom } from './taken-time.js';

/**
 * Changes a clock at an instant to what its ticket now is, under the terms that it now has (spec/judge.md, Changed).
 * A decided clock is not touched, but for one void only for want of a target.
 * @param before facts from this place on come after the change
 */
export function changeClock(run: CaseRun, clock: Clock, at: number, terms: CompiledTerms, before: number): void {
  const { tier, priority, category } = run.ticket;
  const fits = terms.target(clock.metric, tier, priority, category);
  const target = fits?.within == null ? null : fits;
  const held = clock.decision === null ? clock.commitment : null;
  const commitment =
    target && (held ? replace(run, clock, held, { at, terms, target }) : takeUp(run, clock, { at, terms, target }));
  if (commitment) {
    clock.terms = terms;
    clock.category = category;
    clock.commitment = commitment;
    clock.decision = null;
    clock.due = null;
    clock.calendarAsOf = at;
    decideAtOnce(run, clock, at, before);
    return;
  }
  if (held && hasCommitment(clock)) voidForWantOfTarget(run, clock, { at, terms, before });
  clock.terms = terms;
  clock.category = category;
}

interface Change {
  readonly at: number;
  readonly terms: CompiledTerms;
  readonly target: Target;
}

/** No old target and now one: a clock with the metric's own start, or with the change as its start. */
function takeUp(run: CaseRun, clock: Clock, { at, terms, target }: Change): Commitment | null {
  const start = terms.change === 'restart' ? at : clock.ownStart;
  const calendar = governing(run.rules, target.calendarId, terms.timeZone, { start, at });
  if (!calendar) return null;
  clock.startedAt = start;
  clock.frozen = null;
  clock.stoppedAt = null;
  return { target, calendar, measuredFrom: start, timeMs: target.timeMs };
}

/** The new target in place of the old, measured as the policy of the terms after the change says. */
function replace(run: CaseRun, clock: Clock, old: Commitment, change: Change): Commitment | null {
  const { at, terms, target } = change;
  const follows = old.target.calendarId === target.calendarId;
  const calendar = follows
    ? governing(run.rules, target.calendarId, terms.timeZone, { current: old.calendar, start: clock.calendarAsOf, at })
    : governing(run.rules, target.calendarId, terms.timeZone, { start: clock.startedAt, at });
  if (!calendar) return null;
  if (sameTarget(old.target, target)) return { ...old, target, calendar };
  const whole = { target, calendar, measuredFrom: clock.startedAt, timeMs: target.timeMs };
  if (terms.change === 'restart') return { ...whole, measuredFrom: at };
  if (terms.change === 'from-start' || old.target.days > 0 || target.days > 0) return whole;
  return { ...whole, measuredFrom: at, timeMs: unusedShare(run, clock, old, change) };
}

/** The share of the old target that is unused at the change, of the new one. Counted by the old calendar and pauses. */
function unusedShare(run: CaseRun, clock: Clock, old: Commitment, { at, target }: Change): number {
  if (!hasCommitment(clock)) return target.timeMs;
  const elapsed = elapsedAt(dueOf(run, clock), at, takenFrom(run, clock));
  return proportionalMs(old.timeMs - elapsed, old.target.timeMs, target.timeMs);
}

/** A target that is over at once: breached by the change. One used up but not over is not. */
function decideAtOnce(run: CaseRun, clock: Clock, at: number, before: number): void {
  if (!hasCommitment(clock)) return;
  const { breachesAt } = dueOf(run, clock);
  if (breachesAt !== null && breachesAt < at) decide(run, clock, { state: 'breached', at, reason: 'change' }, before);
}

function voidForWantOfTarget(
  run: CaseRun,
  clock: Clock & { commitment: Commitment },
  { at, terms, before }: { at: number; terms: CompiledTerms; before: number },
): void {
  clock.frozen = countAt(run, clock, at);
  clock.terms = terms;
  clock.stoppedAt = at;
  decide(run, clock, { state: 'void', at, reason: 'no-target' }, before);
  clock.due = null;
}
