import type { Random } from '../../faults/plan/random.js';
import { Laws } from './laws.js';
import { type Append, DAWN, DAY, HOUR, MINUTE, type Moment, weighted } from './moment.js';
import { Tickets } from './tickets.js';

/**
 * Some weeks of tickets under three agreements: facts that come late, out of order or ahead, retractions, excuses,
 * amendments of the past and of what is to come, with every reach, revised calendars, exclusions and their withdrawals,
 * and now and then an event that cannot be applied.
 */
export function historyOf(random: Random): readonly Moment[] {
  const laws = new Laws(random);
  const tickets = new Tickets(random);
  let at = DAWN + random.between(0, 3 * 24) * HOUR;
  const moments: Moment[] = [{ at, appends: laws.first() }];
  const count = random.between(8, 20);
  for (let i = 0; i < count; i += 1) {
    at += pause(random);
    const appends: Append[] = Array.from({ length: random.between(2, 16) }, () => tickets.next(at));
    if (random.chance(0.4)) appends.splice(random.between(0, appends.length), 0, laws.next(at));
    moments.push({ at, appends });
  }
  return moments;
}

/** From one moment to the next. */
const pause = (random: Random): number =>
  weighted<() => number>(random, [
    [4, () => random.between(1, 50) * MINUTE],
    [5, () => random.between(1, 12) * HOUR],
    [3, () => random.between(1, 4) * DAY + random.between(0, 600) * MINUTE],
  ])();
