import { type Fact } from '../model/facts.js';
import { moveTicket } from '../facts/ticket.js';
import { type CaseRun } from './case-run.js';
import { changeClock } from './change.js';
import { isOpenToChange, isUndecided } from './clock.js';
import { end } from './decide.js';
import { customerReplied, endClocks, startClocks } from './metrics.js';
import { reopen } from './reopen.js';
import { type Fired, firedBy } from './triggers.js';

/** Takes a fact that counts (spec/judge.md, Facts): moves the ticket, and its clocks by what the fact fires. */
export function takeFact(run: CaseRun, fact: Fact, at: number): void {
  const fired = firedBy(fact, run.ticket);
  run.fired[run.index] = fired;
  switch (fact.type) {
    case 'opened':
      if (run.ticket.pausedFor !== null) beginPause(run, run.ticket.pausedFor, at);
      return startClocks(run, fired, at);
    case 'paused':
      endPause(run, at);
      beginPause(run, fact.reason, at);
      return moveTicket(run.ticket, fact, at);
    case 'resumed':
      endPause(run, at);
      return moveTicket(run.ticket, fact, at);
    case 'priority':
    case 'tier':
    case 'category':
      return change(run, fact, at);
    default:
      return trigger(run, fact, fired, at);
  }
}

function trigger(run: CaseRun, fact: Fact, fired: Fired, at: number): void {
  const { resolvedAt } = run.ticket;
  if (fired.includes('resolved')) resolve(run, at);
  moveTicket(run.ticket, fact, at);
  endClocks(run, fired, at);
  switch (fact.type) {
    case 'response':
      run.responded = true;
      run.replyWaits = false;
      break;
    case 'customer-reply':
      customerReplied(run, at);
      break;
    case 'reopened':
      return reopen(run, at, resolvedAt ?? at);
    case 'cancelled':
      return cancel(run, at);
    default:
  }
  startClocks(run, fired, at);
}

/** Resolving ends an open pause. */
function resolve(run: CaseRun, at: number): void {
  const { tier, priority, category } = run.ticket;
  endPause(run, at);
  run.resolvedAs = { index: run.index, tier, priority, category };
}

function cancel(run: CaseRun, at: number): void {
  for (const clock of run.clocks) if (!clock.ended) end(run, clock, at, 'cancelled');
}

function beginPause(run: CaseRun, reason: string, from: number): void {
  run.pauses.push({ reason, from, to: Infinity, startIndex: run.index, endIndex: -1 });
  pausesMoved(run);
}

function endPause(run: CaseRun, at: number): void {
  const last = run.pauses.at(-1);
  if (last?.to !== Infinity) return;
  last.to = at;
  last.endIndex = run.index;
  pausesMoved(run);
}

function pausesMoved(run: CaseRun): void {
  for (const clock of run.clocks) if (isUndecided(clock)) clock.due = null;
}

/** Priority, tier or category change the target from then on; one already so is no change. */
function change(run: CaseRun, fact: Extract<Fact, { type: 'priority' | 'tier' | 'category' }>, at: number): void {
  const { tier, priority, category } = run.ticket;
  moveTicket(run.ticket, fact, at);
  if (run.ticket.tier === tier && run.ticket.priority === priority && run.ticket.category === category) return;
  run.changes.push(run.index);
  for (const clock of run.clocks) {
    if (!isOpenToChange(clock)) continue;
    if (clock.terms) changeClock(run, clock, at, clock.terms, run.index + 1);
    else clock.category = run.ticket.category;
  }
}
