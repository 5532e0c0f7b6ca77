import { type CompiledTerms } from '../targets/compiled-terms.js';
import { type SwitchMoment } from '../versions/switches.js';
import { type CaseRun } from './case-run.js';
import { changeClock } from './change.js';
import { type Clock, isOpenToChange } from './clock.js';
import { countsByAny } from './counts-by.js';
import { settle } from './decide.js';
import { isBuiltIn } from './built-in.js';
import { ownEnding, startsBy } from './metrics.js';
import { addClock } from './start.js';
import { type Fired, NOTHING_FIRED } from './triggers.js';

/** Versions with reach `open` take over the clocks that are running or paused, before the facts of that instant. */
export function switchVersions(run: CaseRun, moment: SwitchMoment): void {
  settle(run, moment.at);
  for (const clock of run.clocks) {
    const terms = moment.terms ?? clock.terms;
    if (!terms || !isOpenToChange(clock)) continue;
    if (moment.terms || countsByAny(run, clock, moment.calendars)) changeClock(run, clock, moment.at, terms, run.index);
  }
  if (moment.terms) firstDefined(run, moment.terms, moment.at);
}

/** An own metric that no version in force has defined so far has its start in the past: its facts are gone through again. */
function firstDefined(run: CaseRun, terms: CompiledTerms, at: number): void {
  if (terms.own.size === 0 || run.ticket.cancelledAt !== null) return;
  const earlier = run.rules.terms.spans(run.openedAt, at);
  for (const metric of terms.own.keys()) {
    if (isBuiltIn(metric) || earlier.some(({ version }) => version.own.has(metric))) continue;
    const running = runningSince(run, terms, metric);
    if (running !== null) changeClock(run, running, at, terms, run.index);
  }
}

/** The clock of an own metric that would be running, had the metric been defined from the opening on. */
function runningSince(run: CaseRun, terms: CompiledTerms, metric: string): Clock | null {
  const own = terms.own.get(metric);
  if (!own) return null;
  let running: Clock | null = null;
  let resolved = false;
  for (const [index, { at }] of run.placed.slice(0, run.index).entries()) {
    const fired = run.fired[index] ?? NOTHING_FIRED;
    if (running && ownEnding(own, fired)) {
      running.ended = true;
      running = null;
    }
    resolved = staysResolved(run, index, fired, resolved);
    const may = !resolved && !running && (own.repeat || !run.starts.has(metric));
    if (may && startsBy(own, fired)) running = addClock(run, metric, at, index);
  }
  return running;
}

/** Whether no clock starts after a fact: resolved and not reopened, or reopened under the policy `ignore`. */
function staysResolved(run: CaseRun, index: number, fired: Fired, resolved: boolean): boolean {
  if (fired.includes('resolved')) return true;
  return fired.includes('reopened') ? index >= run.noStartsFrom : resolved;
}
