import { type DateNumber } from '../time/local-date.js';
import { type ZoneRules } from '../time/zone-rules.js';

/** Open time as the judge counts it. All instants and lengths are milliseconds; intervals are half-open. */
export interface OpenTime {
  readonly zone: ZoneRules;
  /** Milliseconds open in `[from, to)`; 0 where `to` is not after `from`. */
  open(from: number, to: number): number;
  /** `at` where `at` is open, else the next opening. @throws NoOpenTimeError */
  firstOpen(at: number): number;
  /** The first instant by which `ms` of open time have passed since `at`; `at` itself for none. @throws NoOpenTimeError */
  advance(at: number, ms: number): number;
  /** The `count`-th working day after a date. @throws NoOpenTimeError */
  workingDay(after: DateNumber, count: number): DateNumber;
}

/** A calendar has no open time in the ten years after an instant: it has no due time for it. */
export class NoOpenTimeError extends Error {
  override readonly name = 'NoOpenTimeError';
  constructor(calendar: string, at: number) {
    super(`calendar "${calendar}" has no open time in the ten years after ${new Date(at).toISOString()}`);
  }
}

/** A due time lies centuries ahead: the calendar is hardly ever open, or the duration absurd. */
export class TooFarError extends Error {
  override readonly name = 'TooFarError';
  constructor(calendar: string, at: number) {
    super(`calendar "${calendar}" has too little open time after ${new Date(at).toISOString()} for a due time`);
  }
}
