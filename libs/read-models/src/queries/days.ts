const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** No time zone was ever further from UTC than this. */
const FURTHEST = 16 * HOUR;

/** Local dates, half-open, and the instants between which all that is decided on them lies, in any time zone. */
export interface Days {
  /** `YYYY-MM-DD`, or an infinity. */
  readonly first: string;
  readonly end: string;
  /** What is decided on a date before `first` is decided before this instant. */
  readonly headUntil: number;
  /** What is decided on `end` or later is decided at or after this instant. */
  readonly tailFrom: number;
}

function dateOf(day: number): string {
  if (day === -Infinity) return '-infinity';
  return day === Infinity ? 'infinity' : new Date(day * DAY).toISOString().slice(0, 10);
}

/**
 * The local dates that lie inside a span of instants in every time zone. Counters by day can answer for these; what is
 * left at both ends is counted from rows. `end` may come before `first`: then no date lies inside.
 * @param from milliseconds since 1970; undefined: since ever
 * @param to exclusive; undefined: without an end
 */
export function daysInside(from: number | undefined, to: number | undefined): Days {
  const first = from === undefined ? -Infinity : Math.ceil((from + FURTHEST) / DAY);
  const end = to === undefined ? Infinity : Math.floor((to - FURTHEST) / DAY);
  return {
    first: dateOf(first),
    end: dateOf(end),
    headUntil: first * DAY + FURTHEST,
    tailFrom: end * DAY - FURTHEST,
  };
}
