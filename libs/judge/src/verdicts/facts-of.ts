import { type CaseRun } from '../clocks/case-run.js';
import { type Clock } from '../clocks/clock.js';
import { pauseStops } from '../clocks/taken-time.js';

/** The places of the facts that a verdict rests on: start, pauses, resumes, changes, stop; each once, in their order. */
export function factPlaces(run: CaseRun, clock: Clock): number[] {
  const places = [clock.startIndex];
  addPauses(run, clock, places);
  const decidedBefore = clock.decision?.before ?? Infinity;
  for (const { startIndex, endIndex } of clock.resumes) {
    // A void clock does not run on: it rests on nothing that came later.
    if (clock.decision?.state !== 'void' || startIndex < decidedBefore) places.push(startIndex, endIndex);
  }
  for (const change of run.changes) if (change > clock.startIndex && change < decidedBefore) places.push(change);
  if (clock.stopIndex >= 0) places.push(clock.stopIndex);
  return isAscending(places) ? places : [...new Set(places)].sort((a, b) => a - b);
}

function isAscending(places: readonly number[]): boolean {
  for (let i = 1; i < places.length; i += 1) if ((places[i] as number) <= (places[i - 1] as number)) return false;
  return true;
}

/** Each `paused` and its end that stops the metric and overlaps the clock's span. The stop itself ends a pause. */
function addPauses(run: CaseRun, clock: Clock, places: number[]): void {
  const end = clock.stoppedAt ?? Infinity;
  const last = lastPlace(clock);
  for (const pause of run.pauses) {
    const overlaps = pause.from < end && pause.to > clock.startedAt && pause.from < pause.to;
    if (!overlaps || !pauseStops(clock, pause)) continue;
    places.push(pause.startIndex);
    if (pause.endIndex >= 0 && pause.endIndex <= last) places.push(pause.endIndex);
  }
}

/** The place of the fact that stopped a clock, or of the last one before it was void; Infinity while it runs. */
function lastPlace({ stopIndex, stoppedAt, decision }: Clock): number {
  if (stopIndex >= 0) return stopIndex;
  return stoppedAt === null || decision === null ? Infinity : decision.before - 1;
}
