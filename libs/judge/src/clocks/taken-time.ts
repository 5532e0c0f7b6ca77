import { NOTHING_TAKEN, type Taken } from '../targets/net-time.js';
import { type CaseRun } from './case-run.js';
import { type Clock, type Pause } from './clock.js';

/** Whether a pause of the ticket stops a clock, by the terms that the clock has. */
export const pauseStops = (clock: Clock, { reason }: Pause): boolean =>
  clock.terms?.stops(reason, clock.metric) ?? false;

/** The time that pauses, resumes and exclusions take from a clock, each millisecond once. */
export function takenFrom(run: CaseRun, clock: Clock): Taken {
  const excluded = run.rules.exclusions.of(clock.category);
  if (run.pauses.length === 0 && clock.resumes.length === 0) return excluded;
  const paused: number[] = [];
  const end = clock.stoppedAt ?? Infinity;
  for (const pause of run.pauses) {
    if (pauseStops(clock, pause) && pause.from < end) add(paused, pause.from, Math.min(pause.to, end));
  }
  if (clock.resumes.length > 0)
    return unite(
      unite(
        paused,
        clock.resumes.flatMap(({ from, to }) => [from, to]),
      ),
      excluded,
    );
  return unite(paused, excluded);
}

function add(flat: number[], from: number, to: number): void {
  if (from >= to) return;
  if (from <= (flat.at(-1) ?? -Infinity)) flat[flat.length - 1] = Math.max(to, flat.at(-1) ?? to);
  else flat.push(from, to);
}

/** The union of two ascending lists of disjoint intervals. */
function unite(a: Taken, b: Taken): Taken {
  if (b.length === 0) return a;
  if (a.length === 0) return b.length === 0 ? NOTHING_TAKEN : b;
  const united: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if ((a[i] ?? Infinity) <= (b[j] ?? Infinity)) {
      add(united, a[i] as number, a[i + 1] as number);
      i += 2;
    } else {
      add(united, b[j] as number, b[j + 1] as number);
      j += 2;
    }
  }
  return united;
}
