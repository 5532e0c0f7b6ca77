/** Milliseconds of a date on the wall, of 24 hours; local times here are milliseconds as if the zone were UTC. */
export const DAY = 86_400_000;
export const MINUTE = 60_000;

/** A local date as the count of dates since 1970-01-01. */
export type DateNumber = number;

export const dateOf = (localMs: number): DateNumber => Math.floor(localMs / DAY);

/** Monday is 0. 1970-01-01 was a Thursday. */
export const weekdayOf = (date: DateNumber): number => (((date + 3) % 7) + 7) % 7;

/** Reads `YYYY-MM-DD`; null where there is no such date. */
export function parseDate(text: unknown): DateNumber | null {
  const found = typeof text === 'string' ? /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) : null;
  if (!found) return null;
  const ms = Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return new Date(ms).toISOString().startsWith(found[0]) ? ms / DAY : null;
}

/** Reads `HH:MM`, `00:00` to `24:00`, as minutes of the date; null where there is no such time. */
export function parseWallTime(text: unknown): number | null {
  const found = typeof text === 'string' ? /^(\d\d):(\d\d)$/.exec(text) : null;
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return Number(found[2]) < 60 && minutes <= 1440 ? minutes : null;
}

/** The instant ten years later by date: how far a calendar is searched for open time (spec/judge.md, Calendars). */
export function tenYearsAfter(at: number): number {
  const date = new Date(at);
  return date.setUTCFullYear(date.getUTCFullYear() + 10);
}
