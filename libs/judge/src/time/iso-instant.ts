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
  const plain = typeof text === 'string' ? plainInstant(text) : NaN;
  return Number.isNaN(plain) ? parseAny(text) : instantOf(plain);
}

function parseAny(text: unknown): Instant {
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

/** What an instant looks like in the log, a digit for each 0: nearly every text that is read has this form. */
const PLAIN = '0000-00-00T00:00:00.000Z';
const MARKS = [4, 7, 10, 13, 16, 19, 23];
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Reads the form of the log digit by digit; NaN for any other text, and for what does not exist. */
function plainInstant(text: string): number {
  if (text.length !== PLAIN.length) return NaN;
  for (const at of MARKS) if (text.charCodeAt(at) !== PLAIN.charCodeAt(at)) return NaN;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const day = digits(text, 8, 10);
  const hour = digits(text, 11, 13);
  const minute = digits(text, 14, 16);
  const second = digits(text, 17, 19);
  // Date.UTC takes years below 100 for those of the last century.
  const exists = year >= 100 && day >= 1 && day <= daysIn(year, month) && hour < 24 && minute < 60 && second < 60;
  return exists ? Date.UTC(year, month - 1, day, hour, minute, second, digits(text, 20, 23)) : NaN;
}

/** NaN where one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** NaN for a month that does not exist. */
function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (DAYS[month - 1] ?? NaN);
}

/** ISO 8601, UTC, with milliseconds. */
export function instantToIso(at: Instant): string {
  return new Date(at).toISOString();
}
