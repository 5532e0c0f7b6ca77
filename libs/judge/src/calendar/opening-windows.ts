import { type CalendarDefinition, type Weekday, type Window } from '../model/calendar-definition.js';
import { type DateNumber, DAY, MINUTE, parseDate, parseWallTime, weekdayOf } from '../time/local-date.js';
import { type ZoneRules } from '../time/zone-rules.js';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** A window of a date as milliseconds since its local midnight. */
interface LocalWindow {
  readonly from: number;
  readonly to: number;
}

/** An instant at which a window opens and the one at which it closes. */
export interface Opening {
  readonly from: number;
  readonly to: number;
}

function localWindow(window: Window): LocalWindow {
  const from = (parseWallTime(window.from) ?? NaN) * MINUTE;
  const to = (parseWallTime(window.to) ?? NaN) * MINUTE;
  return { from, to: to <= from ? to + DAY : to };
}

/** Which windows start on which local date (spec/judge.md, Calendars): an exception beats a holiday beats the week. */
export class OpeningWindows {
  private readonly week: readonly (readonly LocalWindow[])[];
  private readonly dates = new Map<DateNumber, readonly LocalWindow[]>();

  /** @param definition one that `checkCalendar` finds nothing wrong with */
  constructor(
    definition: CalendarDefinition,
    private readonly zone: ZoneRules,
  ) {
    this.week = WEEKDAYS.map((day) => definition.weekly.filter(({ days }) => days.includes(day)).map(localWindow));
    for (const holiday of definition.holidays ?? []) this.dates.set(parseDate(holiday) ?? NaN, []);
    for (const { date, windows } of definition.exceptions ?? []) {
      this.dates.set(parseDate(date) ?? NaN, windows.map(localWindow));
    }
  }

  /** Appends what opens on a date; a window that a change of the clocks left empty or inverted does not. */
  openingsOn(date: DateNumber, into: Opening[]): void {
    const midnight = date * DAY;
    for (const window of this.dates.get(date) ?? this.week[weekdayOf(date)] ?? []) {
      const from = this.zone.toInstant(midnight + window.from);
      const to = this.zone.toInstant(midnight + window.to);
      if (from < to) into.push({ from, to });
    }
  }

  /** Whether any window stands in the definition at all. */
  get none(): boolean {
    return this.week.every((day) => day.length === 0) && [...this.dates.values()].every((day) => day.length === 0);
  }
}
