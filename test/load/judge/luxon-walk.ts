import { DateTime, IANAZone } from 'luxon';
import { type CalendarDefinition } from '#judge';
import { type DueTimes, type Promised } from './due-workload.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface Hours {
  readonly open: { readonly hour: number; readonly minute: number };
  readonly close: { readonly hour: number; readonly minute: number };
}

/**
 * Due times as they are usually written with Luxon: from day to day, each day's windows made in the zone, holidays in a
 * set, pauses cut out of the windows. What can be prepared once is. Windows that reach past midnight, and exceptions, are
 * not read.
 */
export class LuxonWalk implements DueTimes {
  private readonly zone: IANAZone;
  private readonly holidays: ReadonlySet<string>;
  private readonly weekly: readonly (readonly Hours[])[];

  constructor({ timeZone, weekly, holidays = [] }: CalendarDefinition) {
    this.zone = IANAZone.create(timeZone);
    this.holidays = new Set(holidays);
    this.weekly = DAYS.map((day) =>
      weekly
        .filter(({ days }) => days.includes(day))
        .map(({ from, to }) => ({ open: timeOf(from), close: timeOf(to) }))
        .sort((a, b) => a.open.hour - b.open.hour || a.open.minute - b.open.minute),
    );
  }

  dueAt({ from, withinMs, taken }: Promised): number {
    let left = withinMs;
    for (let day = this.local(from).startOf('day'); ; day = day.plus({ days: 1 })) {
      for (const { open, close } of this.hoursOf(day)) {
        const pieces = untaken(Math.max(from, day.set(open).toMillis()), day.set(close).toMillis(), taken);
        const worked = pieces.reduce((sum, [start, end]) => sum + end - start, 0);
        if (worked >= left) return within(pieces, left);
        left -= worked;
      }
    }
  }

  /** Working days on by the wall clock, from the instant where it is open, else from the next opening. */
  afterWorkingDays(from: number, count: number): number {
    let at = this.firstOpen(from);
    for (let left = count; left > 0;) {
      at = at.plus({ days: 1 });
      if (this.hoursOf(at).length > 0) left -= 1;
    }
    return at.toMillis();
  }

  afterCalendarDays(from: number, count: number): number {
    return this.local(from).plus({ days: count }).toMillis();
  }

  private firstOpen(from: number): DateTime {
    const start = this.local(from);
    for (let day = start.startOf('day'); ; day = day.plus({ days: 1 })) {
      for (const { open, close } of this.hoursOf(day)) {
        const opening = day.set(open);
        if (from < opening.toMillis()) return opening;
        if (from < day.set(close).toMillis()) return start;
      }
    }
  }

  private hoursOf(day: DateTime): readonly Hours[] {
    const hours = this.weekly[day.weekday - 1] ?? [];
    return hours.length > 0 && this.holidays.has(day.toISODate() ?? '') ? [] : hours;
  }

  private local(at: number): DateTime {
    return DateTime.fromMillis(at, { zone: this.zone });
  }
}

/** What the pauses leave of a window, piece by piece. */
function untaken(from: number, to: number, taken: readonly number[]): (readonly [number, number])[] {
  const pieces: (readonly [number, number])[] = [];
  let at = from;
  for (let i = 0; i < taken.length; i += 2) {
    const pause = Math.min(taken[i] ?? to, to);
    if (pause > at) pieces.push([at, pause]);
    at = Math.max(at, taken[i + 1] ?? to);
  }
  if (to > at) pieces.push([at, to]);
  return pieces;
}

/** The instant by which so much of the pieces has passed. */
function within(pieces: readonly (readonly [number, number])[], ms: number): number {
  let left = ms;
  for (const [start, end] of pieces) {
    if (end - start >= left) return start + left;
    left -= end - start;
  }
  return Infinity;
}

function timeOf(text: string): { hour: number; minute: number } {
  const [hour = 0, minute = 0] = text.split(':').map(Number);
  return { hour, minute };
}
