import { type OpenTime } from '../calendar/open-time.js';
import { type Intervals } from '../time/intervals.js';

/** Time that pauses and exclusions take from a clock. The end of a pause that is still open is Infinity. */
export type Taken = Intervals;

/** Open milliseconds in `[from, to)` less those taken. */
export function netOpen(time: OpenTime, from: number, to: number, taken: Taken): number {
  return time.open(from, to) - takenOpen(time, from, to, taken);
}

/** Open milliseconds in `[from, to)` that are taken. */
export function takenOpen(time: OpenTime, from: number, to: number, taken: Taken): number {
  let sum = 0;
  for (let i = 0; i < taken.length; i += 2) {
    sum += time.open(Math.max(from, taken[i] as number), Math.min(to, taken[i + 1] as number));
  }
  return sum;
}

/** The first instant by which `ms` of net open time have passed since `from`; null where an open pause comes first. */
export function netAdvance(time: OpenTime, from: number, ms: number, taken: Taken): number | null {
  let at = from;
  let left = ms;
  for (let i = 0; i < taken.length && left > 0; i += 2) {
    const pause = taken[i] as number;
    const resumed = taken[i + 1] as number;
    if (resumed <= at) continue;
    const before = time.open(at, pause);
    if (before >= left) break;
    left -= before;
    at = resumed;
  }
  return at === Infinity ? null : time.advance(at, left);
}

/** The first instant at or after `at` from which net open time passes; null where an open pause comes first. */
export function runsOn(time: OpenTime, at: number, taken: Taken): number | null {
  let next = time.firstOpen(at);
  for (let i = 0; i < taken.length; i += 2) {
    if (next < (taken[i] as number)) break;
    if (next >= (taken[i + 1] as number)) continue;
    if (taken[i + 1] === Infinity) return null;
    next = time.firstOpen(taken[i + 1] as number);
  }
  return next;
}
