import { type CaseRun } from './case-run.js';
import { changeClock } from './change.js';
import { type Clock, isOpenToChange, type Pause } from './clock.js';
import { settleClock } from './decide.js';
import { startClocks } from './metrics.js';
import { startClock } from './start.js';

/** Reopens a resolved ticket by the policy of its last resolution clock (spec/judge.md, Reopened and Fine print). */
export function reopen(run: CaseRun, at: number, resolvedAt: number): void {
  const clock = run.clocks.findLast(({ metric }) => metric === 'resolution');
  const policy = (clock?.terms ?? run.rules.terms.at(at))?.reopen ?? 'resume';
  if (policy === 'ignore' || run.noStartsFrom < Infinity) {
    run.noStartsFrom = Math.min(run.noStartsFrom, run.index);
    return;
  }
  if (policy === 'restart') startClock(run, 'resolution', at);
  else if (clock) resume(run, clock, { at, resolvedAt });
  startClocks(run, ['reopened'], at);
  if (run.replyWaits) startClock(run, 'next-response', at);
  run.replyWaits = false;
}

/** The time resolved is a pause of the clock, and its verdict waits; what changed meanwhile is one change now. */
function resume(run: CaseRun, clock: Clock, { at, resolvedAt }: { at: number; resolvedAt: number }): void {
  const resolved = run.resolvedAs;
  if (!resolved) return;
  const pause: Pause = {
    reason: 'resolved',
    from: resolvedAt,
    to: at,
    startIndex: resolved.index,
    endIndex: run.index,
  };
  clock.resumes = [...clock.resumes, pause];
  clock.ended = false;
  if (clock.decision?.state !== 'void') {
    clock.stoppedAt = null;
    clock.stopIndex = -1;
    clock.frozen = null;
  }
  if (clock.decision?.state === 'met') {
    clock.decision = null;
    clock.due = null;
  }
  settleClock(run, clock, at);
  if (isOpenToChange(clock)) catchUp(run, clock, at, resolvedAt);
}

function catchUp(run: CaseRun, clock: Clock, at: number, resolvedAt: number): void {
  const { rules, ticket, resolvedAs } = run;
  const switched = rules.terms.lastSwitch(resolvedAt, at);
  const terms = switched ?? clock.terms;
  if (!terms) {
    clock.category = ticket.category;
    return;
  }
  const moved =
    switched !== null ||
    ticket.tier !== resolvedAs?.tier ||
    ticket.priority !== resolvedAs.priority ||
    ticket.category !== resolvedAs.category ||
    rules.switches.some(({ at: when, calendars }) => when > resolvedAt && when <= at && calendars.size > 0);
  if (moved) changeClock(run, clock, at, terms, run.index);
}
