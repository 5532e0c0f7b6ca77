import { Temporal } from 'temporal-polyfill';
import { type CalendarDefinition, type Window } from '../model/calendar-definition.js';

/**
 * Time counted the slow way: a second implementation of calendars and targets that walks dates and intervals with
 * Temporal and plain additions, and shares nothing with the first but the definition.
 */
export interface Interval {
  readonly from: number;
  readonly to: number;
}

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function instantAt(date: Temporal.PlainDate, time: string, zone: string): number {
  const day = time === '24:00' ? date.add({ days: 1 }) : date;
  const clock = Temporal.PlainTime.from(time === '24:00' ? '00:00' : time);
  return day.toPlainDateTime(clock).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
}

function windowsOf(definition: CalendarDefinition, date: Temporal.PlainDate): readonly Window[] {
  const name = date.toString();
  const exception = definition.exceptions?.find((each) => each.date === name);
  if (exception) return exception.windows;
  if (definition.holidays?.includes(name)) return [];
  return definition.weekly.filter(({ days }) => days.some((day) => DAYS.indexOf(day) + 1 === date.dayOfWeek));
}

export const dateAt = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();

/** The windows that start on a local date, as instants; a window that a gap inverts or empties drops out. */
export function openingsOn(definition: CalendarDefinition, date: Temporal.PlainDate): Interval[] {
  const zone = definition.timeZone;
  return windowsOf(definition, date).flatMap((window) => {
    const next = window.to !== '24:00' && window.to <= window.from;
    const from = instantAt(date, window.from, zone);
    const to = instantAt(next ? date.add({ days: 1 }) : date, window.to, zone);
    return from < to ? [{ from, to }] : [];
  });
}

/** Each window that opens from some dates before `from` to some after `to`, as instants, not united. */
export function openings(definition: CalendarDefinition, from: number, to: number): Interval[] {
  const all: Interval[] = [];
  const last = dateAt(to, definition.timeZone).add({ days: 3 });
  for (
    let date = dateAt(from, definition.timeZone).subtract({ days: 3 });
    Temporal.PlainDate.compare(date, last) <= 0;
    date = date.add({ days: 1 })
  )
    all.push(...openingsOn(definition, date));
  return all;
}

/** The stretches of `[from, to)` that are open and not taken, ascending: cut at every edge, each stretch asked by itself. */
export function netStretches(
  open: readonly Interval[],
  taken: readonly Interval[],
  from: number,
  to: number,
): Interval[] {
  const edges = [...new Set([from, to, ...[...open, ...taken].flatMap((each) => [each.from, each.to])])]
    .filter((edge) => edge >= from && edge <= to)
    .sort((a, b) => a - b);
  const covers = (all: readonly Interval[], at: number): boolean => all.some((each) => each.from <= at && at < each.to);
  return edges.slice(0, -1).flatMap((edge, i) => {
    const end = edges[i + 1] ?? to;
    return covers(open, edge) && !covers(taken, edge) ? [{ from: edge, to: end }] : [];
  });
}

export const totalOf = (stretches: readonly Interval[]): number =>
  stretches.reduce((sum, { from, to }) => sum + to - from, 0);

/** The first instant by which `ms` have passed in the stretches, and the first from which they go on. */
export function spend(
  stretches: readonly Interval[],
  start: number,
  ms: number,
): { due: number | null; runsOn: number | null } {
  let left = ms;
  let due: number | null = ms === 0 ? start : null;
  for (const { from, to } of stretches) {
    if (due !== null) return { due, runsOn: Math.max(from, due) };
    if (left <= to - from) {
      due = from + left;
      if (left < to - from) return { due, runsOn: due };
    } else left -= to - from;
  }
  return { due, runsOn: null };
}

/** The instant `days` working or calendar dates after another by the wall clock; null where the walk ends first. */
export function daysAfter(zone: string, origin: number, days: number, working: readonly Interval[] | null): number {
  const start = Temporal.Instant.fromEpochMilliseconds(origin).toZonedDateTimeISO(zone);
  const dates = working && new Set(working.map(({ from }) => dateAt(from, zone).toString()));
  let date = start.toPlainDate();
  for (let left = days; left > 0;) {
    date = date.add({ days: 1 });
    if (!dates || dates.has(date.toString())) left -= 1;
  }
  return date.toPlainDateTime(start.toPlainTime()).toZonedDateTime(zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}
