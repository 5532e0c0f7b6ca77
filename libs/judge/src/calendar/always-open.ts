import { type DateNumber, dateOf, DAY } from '../time/local-date.js';
import { type ZoneRules, zoneRules } from '../time/zone-rules.js';
import { type OpenTime } from './open-time.js';

/** The built-in calendar `24x7`: every millisecond is open, every date of its zone is a working day. */
export class AlwaysOpen implements OpenTime {
  constructor(readonly zone: ZoneRules) {}

  open(from: number, to: number): number {
    return to > from ? to - from : 0;
  }

  firstOpen(at: number): number {
    return at;
  }

  advance(at: number, ms: number): number {
    return at + ms;
  }

  workingDay(after: DateNumber, count: number): DateNumber {
    let date = after;
    for (let left = count; left > 0; left -= 1) {
      date += 1;
      while (!this.exists(date)) date += 1;
    }
    return date;
  }

  /** A date that the zone skipped has no instant of its own: its midnight falls on another date. */
  private exists(date: DateNumber): boolean {
    return dateOf(this.zone.toLocal(this.zone.toInstant(date * DAY))) === date;
  }
}

const known = new Map<string, AlwaysOpen>();

/** `24x7` in a time zone, made once. */
export function alwaysOpen(timeZone: string): AlwaysOpen {
  const found = known.get(timeZone) ?? new AlwaysOpen(zoneRules(timeZone));
  known.set(timeZone, found);
  return found;
}
