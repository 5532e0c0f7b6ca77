import { type DateNumber, dateOf, DAY } from '../time/local-date.js';
import { intervalsOf } from '../time/intervals.js';
import { type ZoneRules } from '../time/zone-rules.js';
import { type Opening, type OpeningWindows } from './opening-windows.js';

/** A margin of dates around a span: a window may run into the next date, and a zone may skip one. */
const MARGIN = 3;

/**
 * The open time of a span as sorted, disjoint intervals with prefix sums, and its working days.
 * Invariant: for every instant of `[from, to)` the table knows whether it is open.
 */
export class OpenTable {
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  /** Open milliseconds before each interval, counted from the first. */
  readonly before: Float64Array;
  /** The local dates on which a window opens, ascending. */
  readonly workingDays: Int32Array;
  /** The working days from the first to the last of these dates are known. */
  readonly firstDate: DateNumber;
  readonly lastDate: DateNumber;
  /** By whole days since `from`: the last interval that starts by then; where a search begins. */
  private readonly hints: Int32Array;

  constructor(
    windows: OpeningWindows,
    zone: ZoneRules,
    readonly from: number,
    readonly to: number,
  ) {
    this.firstDate = dateOf(zone.toLocal(from));
    this.lastDate = dateOf(zone.toLocal(to));
    const openings: Opening[] = [];
    for (let date = this.firstDate - MARGIN; date <= this.lastDate + MARGIN; date += 1)
      windows.openingsOn(date, openings);
    this.workingDays = openingDates(openings, zone);
    const open = intervalsOf(openings);
    this.starts = Float64Array.from({ length: open.length / 2 }, (_, i) => open[2 * i] as number);
    this.ends = Float64Array.from({ length: open.length / 2 }, (_, i) => open[2 * i + 1] as number);
    this.before = new Float64Array(open.length / 2 + 1);
    this.starts.forEach((start, i) => {
      this.before[i + 1] = (this.before[i] as number) + (this.ends[i] as number) - start;
    });
    this.hints = new Int32Array(Math.ceil((to - from) / DAY) + 1);
    for (let day = 0, i = -1; day < this.hints.length; day += 1) {
      while ((this.starts[i + 1] ?? Infinity) <= from + day * DAY) i += 1;
      this.hints[day] = i;
    }
  }

  /** The index of the last interval that starts at or before an instant of the span; -1 for none. */
  at(instant: number): number {
    const { starts } = this;
    let i = this.hints[Math.floor((instant - this.from) / DAY)] ?? -1;
    while (i + 1 < starts.length && (starts[i + 1] as number) <= instant) i += 1;
    return i;
  }

  /** Open milliseconds of the table before an instant of the span: a prefix sum, of use in differences only. */
  sum(instant: number): number {
    return this.sumFrom(this.at(instant), instant);
  }

  /** The first instant by which `ms`, more than nothing, of open time have passed since another; NaN beyond the table. */
  advance(instant: number, ms: number): number {
    const i = this.at(instant);
    return this.reach(this.sumFrom(i, instant) + ms, Math.max(i, 0));
  }

  private sumFrom(i: number, instant: number): number {
    if (i < 0) return 0;
    return (this.before[i] as number) + Math.min(instant, this.ends[i] as number) - (this.starts[i] as number);
  }

  /** The first instant at which the prefix sum is `sum`, which it is not before interval `low`. */
  private reach(sum: number, low: number): number {
    const { before } = this;
    const last = this.starts.length;
    let step = 1;
    while (low + step < last && (before[low + step] as number) < sum) {
      low += step;
      step *= 2;
    }
    let high = Math.min(low + step, last);
    if ((before[high] as number) < sum) return NaN;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((before[middle] as number) < sum) low = middle;
      else high = middle;
    }
    return (this.starts[low] as number) + sum - (before[low] as number);
  }

  /** Where the open time that is known ends: the end of the last interval that starts before `to`, or `to` for none. */
  get lastClosing(): number {
    const i = this.at(this.to - 1);
    return i < 0 ? this.from : (this.ends[i] as number);
  }

  /** The index in `workingDays` of the first one after a date. */
  workingDayAfter(date: DateNumber): number {
    let low = 0;
    let high = this.workingDays.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.workingDays[middle] as number) <= date) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function openingDates(openings: readonly Opening[], zone: ZoneRules): Int32Array {
  return Int32Array.from(new Set(openings.map(({ from }) => dateOf(zone.toLocal(from))))).sort();
}
