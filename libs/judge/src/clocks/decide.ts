import { type Ticket } from '../facts/ticket.js';
import { ticketAsOf } from '../facts/ticket-as-of.js';
import { type VerdictReason } from '../model/verdict.js';
import { type Due, dueByDays, dueByTime, elapsedAt } from '../targets/due.js';
import { netOpen, type Taken } from '../targets/net-time.js';
import { type CaseRun } from './case-run.js';
import { type Clock, type Commitment, type Decision, hasCommitment, isUndecided } from './clock.js';
import { takenFrom } from './taken-time.js';

/** The due instants of a clock as they stand, worked out again only after something moved them. */
export function dueOf(run: CaseRun, clock: Clock & { commitment: Commitment }): Due {
  return (clock.due ??= computeDue(run, clock, clock.commitment));
}

function computeDue(run: CaseRun, clock: Clock, { target, calendar, measuredFrom, timeMs }: Commitment): Due {
  const share = clock.terms?.atRisk ?? { digits: 1, scale: 0 };
  const taken = takenFrom(run, clock);
  return target.days > 0
    ? dueByDays(calendar.time, measuredFrom, target, share, taken)
    : dueByTime(calendar.time, measuredFrom, timeMs, share, taken);
}

/** Decides by time each clock whose last instant lies before `at`: at it a fact still finds the clock undecided. */
export function settle(run: CaseRun, at: number): void {
  for (const clock of run.clocks) if (!clock.ended) settleClock(run, clock, at);
}

export function settleClock(run: CaseRun, clock: Clock, at: number): void {
  if (!isUndecided(clock) || !hasCommitment(clock)) return;
  const { breachesAt } = dueOf(run, clock);
  if (breachesAt === null || breachesAt >= at) return;
  const outcome = { state: 'breached', at: breachesAt, reason: 'time' } as const;
  // Days may run out while a ticket is resolved, which shows at its reopening only: the words are those of when they did.
  const passed = (run.placed[run.index - 1]?.at ?? breachesAt) > breachesAt;
  if (!passed) return decide(run, clock, outcome);
  const { ticket, before } = ticketAsOf(run.placed, breachesAt);
  decide(run, clock, outcome, before, ticket);
}

/** @param before facts from this place on came after the decision; the one being taken counts where it decided */
export function decide(
  run: CaseRun,
  clock: Clock,
  { state, at, reason }: { state: Decision['state']; at: number; reason: VerdictReason },
  before: number = run.index,
  { tier, priority, category, team }: Ticket = run.ticket,
): void {
  const goal = reason === 'no-target' ? null : (clock.commitment?.target.goal ?? null);
  clock.decision = {
    state,
    at,
    reason,
    before,
    termsVersion: clock.terms?.version ?? 0,
    tier,
    priority,
    category,
    team,
    goal,
  };
}

/** Elapsed and overrun of a clock at an instant. */
export function countAt(
  run: CaseRun,
  clock: Clock & { commitment: Commitment },
  at: number,
): { elapsedMs: number; overrunMs: number } {
  const due = dueOf(run, clock);
  const taken = takenFrom(run, clock);
  const elapsedMs = elapsedAt(due, at, taken);
  const breached = clock.decision?.state === 'breached';
  return { elapsedMs, overrunMs: breached ? overrun(clock.commitment, due, { at, elapsedMs, taken }) : 0 };
}

function overrun({ target }: Commitment, due: Due, now: { at: number; elapsedMs: number; taken: Taken }): number {
  if (target.days === 0) return Math.max(0, now.elapsedMs - due.targetMs);
  return due.dueAt === null ? 0 : netOpen(due.unit, due.dueAt, now.at, now.taken);
}

/**
 * Ends a clock at a fact: in time it is met; cut off or cancelled it is void; a breached one only stops. The stop ends an
 * open pause for it, so its due instants are as if it ran on from there.
 */
export function end(run: CaseRun, clock: Clock, at: number, how: 'stop' | 'resolved' | 'cancelled'): void {
  clock.ended = true;
  if (clock.decision?.state === 'void' || !hasCommitment(clock)) return;
  clock.stoppedAt = at;
  clock.stopIndex = run.index;
  if (clock.decision === null) {
    if (run.pauses.at(-1)?.to === Infinity) clock.due = null;
    if (how === 'stop') decide(run, clock, { state: 'met', at, reason: 'in-time' });
    else decide(run, clock, { state: 'void', at, reason: how });
  }
  clock.frozen = countAt(run, clock, at);
}
