import { type CalendarDefinition } from '#judge';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FROM = Date.parse('2015-01-01T05:00:00Z');

/** Office hours in a zone with changes of the clocks, and the holidays of a year. */
export const OFFICE: CalendarDefinition = {
  timeZone: 'America/New_York',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:30', to: '17:00' }],
  holidays: [
    '2015-01-01',
    '2015-01-19',
    '2015-02-16',
    '2015-04-20',
    '2015-05-25',
    '2015-07-03',
    '2015-11-26',
    '2015-12-25',
  ],
};

/** A clock whose due time is asked for: when it starts, what it has, and its pauses as `[from, to, from, to, ...]`. */
export interface Promised {
  readonly from: number;
  readonly withinMs: number;
  readonly taken: readonly number[];
}

/** What computes due times, its own way. */
export interface DueTimes {
  /** The first instant at which the promise is used up, in milliseconds since 1970. */
  readonly dueAt: (promised: Promised) => number;
}

/** Clocks of 1 to 40 open hours that start at any millisecond of eleven months; a pause of an hour every five hours. */
export function promises(count: number, pauses: number): readonly Promised[] {
  const random = dice(1);
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor(FROM + random.next().value * 330 * DAY);
    const taken = Array.from({ length: pauses }, (_each, k) => [
      from + (k + 1) * 5 * HOUR,
      from + (k + 1) * 5 * HOUR + HOUR,
    ]);
    return { from, withinMs: (1 + (i % 40)) * HOUR, taken: taken.flat() };
  });
}

export const WORKLOAD =
  'clocks of 1 to 40 open hours from any millisecond between 1 January and 27 November 2015, Monday to Friday ' +
  '08:30 to 17:00 in America/New_York with 8 holidays; with pauses: an hour each, 5, 10 and 15 hours after the start';

/** Numbers that look random and are the same in every run. */
function* dice(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}
