import { type OwnMetricTerms } from '../model/terms.js';
import { builtInEnding, type Ending, isBuiltIn } from './built-in.js';
import { type CaseRun } from './case-run.js';
import { type Clock } from './clock.js';
import { startClock } from './start.js';
import { end } from './decide.js';
import { type Fired } from './triggers.js';

/** How an own metric ends: at any of its stops; cut off by resolving where that is none. A stop beats a cut-off. */
export function ownEnding(metric: OwnMetricTerms | undefined, fired: Fired): Ending {
  if (metric?.stop.some((trigger) => fired.includes(trigger))) return 'stop';
  return fired.includes('resolved') ? 'resolved' : null;
}

export const startsBy = ({ start }: OwnMetricTerms, fired: Fired): boolean =>
  start.some((trigger) => fired.includes(trigger));

const ending = (clock: Clock, fired: Fired): Ending =>
  isBuiltIn(clock.metric) ? builtInEnding(clock.metric, fired) : ownEnding(clock.terms?.own.get(clock.metric), fired);

/** Ends what the fired triggers end. Own metrics stop by the terms that their clock has. */
export function endClocks(run: CaseRun, fired: Fired, at: number): void {
  for (const clock of run.clocks) {
    const how = clock.ended ? null : ending(clock, fired);
    if (how) end(run, clock, at, how);
  }
}

const isRunning = (run: CaseRun, metric: string): boolean =>
  run.clocks.some((clock) => clock.metric === metric && !clock.ended);

/** Starts what the fired triggers start. Between `resolved` and `reopened` no clock starts. */
export function startClocks(run: CaseRun, fired: Fired, at: number): void {
  if (run.noStartsFrom <= run.index || run.ticket.resolvedAt !== null) return;
  if (fired.includes('opened')) {
    startClock(run, 'first-response', at);
    startClock(run, 'resolution', at);
  }
  if (fired.includes('opened') || fired.includes('response') || fired.includes('reopened'))
    startClock(run, 'update', at);
  startOwn(run, fired, at);
}

/** Own metrics start by the terms in force; again after an end only with `repeat`. */
function startOwn(run: CaseRun, fired: Fired, at: number): void {
  const own = run.rules.terms.at(at)?.own;
  if (!own) return;
  for (const [metric, terms] of own) {
    if (isBuiltIn(metric) || !startsBy(terms, fired) || isRunning(run, metric)) continue;
    if (terms.repeat || !run.starts.has(metric)) startClock(run, metric, at);
  }
}

/** A customer's reply, after the first response, that waits for an answer: while resolved it waits for the reopening. */
export function customerReplied(run: CaseRun, at: number): void {
  if (!run.responded) return;
  if (run.ticket.resolvedAt !== null) run.replyWaits = true;
  else if (run.noStartsFrom > run.index && !isRunning(run, 'next-response')) startClock(run, 'next-response', at);
}
