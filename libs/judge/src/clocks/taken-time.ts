import { addInterval, type Intervals, unite } from '../time/intervals.js';
import { type CaseRun } from './case-run.js';
import { type Clock, type Pause } from './clock.js';

/** Whether a pause of the ticket stops a clock, by the terms that the clock has. */
export const pauseStops = (clock: Clock, { reason }: Pause): boolean =>
  clock.terms?.stops(reason, clock.metric) ?? false;

/** The time that pauses, resumes and exclusions take from a clock, each millisecond once. */
export function takenFrom(run: CaseRun, clock: Clock): Intervals {
  const excluded = run.rules.exclusions.of(clock.category);
  if (run.pauses.length === 0 && clock.resumes.length === 0) return excluded;
  // The stop ends a pause for the clock, and later ones change nothing.
  const end = clock.stoppedAt ?? Infinity;
  const paused: number[] = [];
  for (const pause of run.pauses)
    if (pauseStops(clock, pause)) addInterval(paused, pause.from, Math.min(pause.to, end));
  const resumed: number[] = [];
  for (const { from, to } of clock.resumes) addInterval(resumed, from, to);
  return unite(unite(paused, resumed), excluded);
}
