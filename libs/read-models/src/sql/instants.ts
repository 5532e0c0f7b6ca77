import { instantOf, type Instant } from '#judge';

/** The last instant that a table holds; a due time beyond it is stored as this one. */
export const LAST_INSTANT = instantOf(Date.UTC(9999, 11, 31, 23, 59, 59, 999));

/** An instant as a table can hold it. */
export const storable = <T extends number | null>(at: T): T | Instant =>
  at !== null && at > LAST_INSTANT ? LAST_INSTANT : at;

const DAY = 86_400_000;
/** `YYYY-MM-DDT` by the number of the day: rows of one batch share a few. */
const dates = new Map<number, string>();
const MOST_DATES = 4_000;

/** An instant as text that PostgreSQL reads: ISO 8601, UTC, with milliseconds. @throws RangeError it is none */
export function toSql(at: number | null): string | null {
  if (at === null) return null;
  const day = Math.floor(at / DAY);
  const date = dates.get(day) ?? dateOf(day);
  const time = at - day * DAY;
  const seconds = Math.floor(time / 1_000);
  const [hour, minute] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  return `${date}${two(hour)}:${two(minute)}:${two(seconds % 60)}.${three(time % 1_000)}Z`;
}

function dateOf(day: number): string {
  const date = new Date(day * DAY).toISOString().slice(0, -'00:00:00.000Z'.length);
  if (dates.size >= MOST_DATES) dates.clear();
  dates.set(day, date);
  return date;
}

const two = (n: number): string => (n < 10 ? `0${n}` : `${n}`);
const three = (n: number): string => (n < 100 ? `0${two(n)}` : `${n}`);

/** SQL that answers a timestamptz column as a number of milliseconds since 1970, exact for whole milliseconds. */
export const msOf = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`;
