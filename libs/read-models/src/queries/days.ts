const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No time zone was ever further from UTC than this. */
const FURTHEST = 16 * HOUR;

/** Local dates, `YYYY-MM-DD` or an infinity, half-open. */
export interface Days {
  readonly first: string;
  readonly end: string;
}

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * The local dates that lie inside a span of instants in every time zone. Counters by day can answer for these; what is
 * left at both ends is counted from rows. `end` may come before `first`: then no date lies inside.
 * @param from milliseconds since 1970; undefined: since ever
 * @param to exclusive; undefined: without an end
 */
export function daysInside(from: number | undefined, to: number | undefined): Days {
  return {
    first: from === undefined ? '-infinity' : dateOf(Math.ceil((from + FURTHEST) / DAY)),
    end: to === undefined ? 'infinity' : dateOf(Math.floor((to - FURTHEST) / DAY)),
  };
}
