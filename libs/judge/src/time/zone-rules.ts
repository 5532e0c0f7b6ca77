import { Temporal } from 'temporal-polyfill';

const YEAR = 366 * 86_400_000;
/** Farther than any wall clock stands from UTC, with a skipped date to spare. */
const FARTHEST = 50 * 3_600_000;

/** The name is no IANA time zone. */
export class TimeZoneError extends Error {
  override readonly name = 'TimeZoneError';
}

/**
 * The offsets of one time zone as a table, so that no Temporal object is made while judging. The table covers a span
 * that grows as instants are asked for; what it answers never changes.
 */
export class ZoneRules {
  /** `offsets[i]` holds in `[from[i], from[i + 1])`. */
  private from: number[] = [];
  private offsets: number[] = [];
  private coversFrom = Infinity;
  private coversTo = -Infinity;
  private last = 0;

  constructor(readonly id: string) {}

  /** The wall clock at an instant, in milliseconds as if the zone were UTC. */
  toLocal(at: number): number {
    const i = this.find(at);
    return at + (this.offsets[i] ?? 0);
  }

  /** The instant of a wall-clock time: in a gap moved forward by the gap, in an overlap the first occurrence. */
  toInstant(local: number): number {
    this.cover(local + FARTHEST);
    let i = this.find(local - FARTHEST);
    for (;;) {
      const offset = this.offsets[i] ?? 0;
      const at = local - offset;
      if (at < (this.from[i] ?? -Infinity)) return local - (this.offsets[i - 1] ?? offset);
      if (at < (this.from[i + 1] ?? Infinity)) return at;
      i += 1;
    }
  }

  private find(at: number): number {
    this.cover(at);
    const { from, last } = this;
    if (at >= (from[last] ?? Infinity) && at < (from[last + 1] ?? Infinity)) return last;
    let low = 0;
    let high = from.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((from[middle] ?? Infinity) <= at) low = middle;
      else high = middle - 1;
    }
    return (this.last = low);
  }

  private cover(at: number): void {
    if (at >= this.coversFrom && at < this.coversTo) return;
    const start = Math.min(this.coversFrom, at - 2 * YEAR);
    const end = Math.max(this.coversTo, at + 8 * YEAR);
    this.from = [-Infinity];
    let moment: Temporal.ZonedDateTime | null = zoned(start, this.id);
    this.offsets = [moment.offsetNanoseconds / 1e6];
    while ((moment = moment.getTimeZoneTransition('next')) !== null && moment.epochMilliseconds <= end) {
      this.from.push(moment.epochMilliseconds);
      this.offsets.push(moment.offsetNanoseconds / 1e6);
    }
    this.coversFrom = start;
    this.coversTo = end;
    this.last = 0;
  }
}

const zoned = (at: number, id: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(id);

const known = new Map<string, ZoneRules>();

/** The rules of an IANA zone, made once. @throws TimeZoneError for a name that is none. */
export function zoneRules(id: string): ZoneRules {
  let rules = known.get(id);
  if (rules) return rules;
  if (!isTimeZone(id)) throw new TimeZoneError(`"${id}" is no IANA time zone`);
  rules = new ZoneRules(id);
  known.set(id, rules);
  return rules;
}

/** IANA names only: an offset such as `+05:30` is a clock, not a zone. */
export function isTimeZone(id: string): boolean {
  if (!/^[A-Za-z]/.test(id)) return false;
  try {
    zoned(0, id);
    return true;
  } catch {
    return false;
  }
}
