/** A duration with its day part kept apart: a day is a date on the wall, not 24 hours (spec/judge.md, Targets). */
export interface Duration {
  readonly days: number;
  /** The time part in milliseconds, an integer. */
  readonly timeMs: number;
}

/** The text is no duration `PnDTnHnMn[.nnn]S`. */
export class DurationError extends Error {
  override readonly name = 'DurationError';
}

const pattern = /^P(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?$/;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** No promise is longer than a century. */
const MAX_DAYS = 36_525;
const MAX_MS = MAX_DAYS * 24 * HOUR;

/**
 * Reads `PnDTnHnMn[.nnn]S`: whole numbers but for seconds, which go to the millisecond; no weeks, months or years.
 * @throws DurationError where it is not that.
 */
export function parseDuration(text: string): Duration {
  const found = pattern.exec(text);
  if (!found || text === 'P') throw new DurationError(`"${text}" is no duration PnDTnHnMn[.nnn]S`);
  const [, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = found;
  const timeMs =
    Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds) * SECOND + Number(fraction.padEnd(3, '0'));
  const duration = { days: Number(days), timeMs };
  if (duration.timeMs > MAX_MS || duration.days > MAX_DAYS)
    throw new DurationError(`"${text}" is longer than a century`);
  return duration;
}

/** The shortest spelling of a duration: `P1DT4H`, `PT0.250S`, `PT0S` for none. */
export function formatDuration({ days, timeMs }: Duration): string {
  const hours = Math.floor(timeMs / HOUR);
  const minutes = Math.floor((timeMs % HOUR) / MINUTE);
  const seconds = Math.floor((timeMs % MINUTE) / SECOND);
  const fraction = timeMs % SECOND;
  const secondText = fraction === 0 ? `${seconds}S` : `${seconds}.${String(fraction).padStart(3, '0')}S`;
  const time = (hours ? `${hours}H` : '') + (minutes ? `${minutes}M` : '') + (seconds || fraction ? secondText : '');
  if (days === 0 && time === '') return 'PT0S';
  return `P${days ? `${days}D` : ''}${time ? `T${time}` : ''}`;
}
