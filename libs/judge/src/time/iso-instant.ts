import { type Instant, instantOf } from '../model/time.js';

/** The text is no instant: ISO 8601 with date, time and offset. */
export class InstantError extends Error {
  override readonly name = 'InstantError';
}

const pattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)$/;
const MINUTE = 60_000;

function offsetMs(text: string): number {
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  if (minutes > 18 * 60 || Number(text.slice(-2)) > 59) return NaN;
  return (text.startsWith('-') ? -minutes : minutes) * MINUTE;
}

/**
 * Reads ISO 8601 with an offset, `2015-02-16T12:25:30-05:00`; digits after the millisecond are cut off.
 * @throws InstantError where it is not that, or names a date or time that does not exist.
 */
export function parseInstant(text: unknown): Instant {
  const found = typeof text === 'string' ? pattern.exec(text) : null;
  if (!found) throw new InstantError(`${String(JSON.stringify(text))} is no instant (ISO 8601 with an offset)`);
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = 'Z'] = found;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const ms = local + Number(fraction.slice(0, 3).padEnd(3, '0')) - offsetMs(offset);
  // What does not exist comes back as something else: 30 February as 2 March, the year 99 as 1999.
  const same = new Date(local).toISOString().startsWith(`${found[0].slice(0, 16)}:${second}`);
  if (!same || Number.isNaN(ms)) throw new InstantError(`"${found[0]}" does not exist`);
  return instantOf(ms);
}

/** ISO 8601, UTC, with milliseconds. */
export function instantToIso(at: Instant): string {
  return new Date(at).toISOString();
}
