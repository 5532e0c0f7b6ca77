import { Temporal } from 'temporal-polyfill';
import { type CalendarDefinition } from '../../model/calendar-definition.js';
import { dateAt, type Interval, openingsOn } from '../slow-time.js';

const DAY = 86_400_000;
const EPOCH = Temporal.PlainDate.from('1970-01-01');

/** No opening within the ten years after an instant (spec/judge.md, Calendars). */
export class SlowNoOpenTimeError extends Error {
  override readonly name = 'SlowNoOpenTimeError';

  constructor(at: number) {
    super(`calendar: no open time in the ten years after ${new Date(at).toISOString()}`);
  }
}

/** `24x7`: every date from its start to its end, in the zone that the terms name. */
export const alwaysOpen = (timeZone: string): CalendarDefinition => ({
  timeZone,
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '00:00', to: '24:00' }],
});

/** One calendar, asked date by date. What a date opens is remembered: only Temporal is spared, no sum is. */
export class SlowCalendar {
  readonly #dates = new Map<number, readonly Interval[]>();

  constructor(readonly definition: CalendarDefinition) {}

  get timeZone(): string {
    return this.definition.timeZone;
  }

  /** The windows that start on the dates from five before `from` in UTC to five after `to`, not united. */
  windows(from: number, to: number): Interval[] {
    const all: Interval[] = [];
    for (let day = Math.floor(from / DAY) - 5; day <= Math.floor(to / DAY) + 5; day += 1) all.push(...this.#on(day));
    return all;
  }

  /** `at` where it is open, else the next opening. @throws SlowNoOpenTimeError */
  firstOpen(at: number): number {
    for (let days = 8; days < 3700; days *= 2) {
      const ahead = this.windows(at, at + days * DAY).filter(({ to }) => to > at);
      if (ahead.length > 0) return Math.min(...ahead.map(({ from }) => Math.max(from, at)));
    }
    throw new SlowNoOpenTimeError(at);
  }

  /** Windows that start on at least `count` dates after that of `at`. @throws SlowNoOpenTimeError */
  windowsOfDates(at: number, count: number): Interval[] {
    const origin = dateAt(at, this.timeZone);
    for (let days = 8 + 2 * count; days < 3700 + 400 * count; days *= 2) {
      const windows = this.windows(at, at + days * DAY);
      const dates = windows.map(({ from }) => dateAt(from, this.timeZone));
      const later = dates.filter((date) => Temporal.PlainDate.compare(date, origin) > 0).map((date) => date.toString());
      if (new Set(later).size >= count) return windows;
    }
    throw new SlowNoOpenTimeError(at);
  }

  /** What the date opens that is so many days after 1970-01-01. */
  #on(day: number): readonly Interval[] {
    const known = this.#dates.get(day) ?? openingsOn(this.definition, EPOCH.add({ days: day }));
    this.#dates.set(day, known);
    return known;
  }
}

const calendars = new Map<string, SlowCalendar>();

/** The calendar of a definition; alike definitions share one. */
export function slowCalendar(definition: CalendarDefinition): SlowCalendar {
  const key = JSON.stringify(definition);
  const calendar = calendars.get(key) ?? new SlowCalendar(definition);
  if (calendars.size > 200) calendars.clear();
  calendars.set(key, calendar);
  return calendar;
}
