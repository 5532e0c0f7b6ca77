import { Temporal } from 'temporal-polyfill';

/** A mapping's form of dates has a part that means nothing, or is not enough to make an instant. */
export class DateFormatError extends Error {
  constructor(format: string, why: string) {
    super(`the date format "${format}" ${why}`);
    this.name = 'DateFormatError';
  }
}

/** A text is no date of the form. */
export class DateError extends Error {
  constructor(text: string, format: string) {
    super(`"${text}" is no date of the form ${format}`);
    this.name = 'DateError';
  }
}

/** Reads a text as an instant, in milliseconds since 1970. @throws DateError */
export type DateReader = (text: string) => number;

type Part =
  'year' | 'month' | 'day' | 'hour' | 'hour12' | 'minute' | 'second' | 'fraction' | 'half' | 'offset' | 'monthName';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const TOKENS: Readonly<Record<string, readonly [Part, string]>> = {
  yyyy: ['year', '\\d{4}'],
  MMM: ['monthName', MONTHS.join('|')],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  hh: ['hour12', '\\d{2}'],
  h: ['hour12', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  m: ['minute', '\\d{1,2}'],
  ss: ['second', '\\d{2}'],
  s: ['second', '\\d{1,2}'],
  S: ['fraction', '\\d{1,9}'],
  a: ['half', '[ap]\\.?m\\.?'],
  Z: ['offset', 'Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2}'],
};

const ISO = 'yyyy-MM-dd[T| ]HH:mm:ss';

/**
 * The reader of a form: `iso`, `epoch-s`, `epoch-ms`, or tokens (`MM/dd/yyyy hh:mm:ss a`; text in `'...'` stands for
 * itself). A wall-clock time without an offset is read in the zone; in a DST gap it moves forward by the gap, in an
 * overlap it is the first occurrence.
 * @param ignoreOffset an offset in the text means nothing: its wall clock is read in the zone
 * @throws DateFormatError
 */
export function dateReader(format: string, timeZone: string | undefined, ignoreOffset = false): DateReader {
  if (format === 'epoch-s') return (text) => epoch(text, 1000, format);
  if (format === 'epoch-ms') return (text) => epoch(text, 1, format);
  if (ignoreOffset && timeZone === undefined)
    throw new DateFormatError(format, 'ignores the offset, so a "timeZone" is needed');
  if (format === 'iso') return isoReader(timeZone, ignoreOffset);
  const { pattern, parts } = compile(format);
  if (!parts.includes('offset') && timeZone === undefined)
    throw new DateFormatError(format, 'has no offset (Z), so a "timeZone" is needed');
  return (text) => {
    const found = pattern.exec(text);
    const fields = found && fieldsOf(parts, found.slice(1));
    const instant = fields && instantOf(ignoreOffset ? { ...fields, offset: undefined } : fields, timeZone ?? 'UTC');
    if (instant == null) throw new DateError(text, format);
    return instant;
  };
}

function epoch(text: string, unit: number, format: string): number {
  const value = Number(text) * unit;
  if (!/^-?\d+(\.\d+)?$/.test(text) || !Number.isSafeInteger(Math.round(value))) throw new DateError(text, format);
  return Math.round(value);
}

function isoReader(timeZone: string | undefined, ignoreOffset: boolean): DateReader {
  const readers = ['', '.S'].flatMap((fraction) =>
    ["yyyy-MM-dd'T'HH:mm:ss", 'yyyy-MM-dd HH:mm:ss'].flatMap((base) => [
      dateReader(`${base}${fraction}Z`, timeZone ?? 'UTC', ignoreOffset),
      ...(timeZone === undefined ? [] : [dateReader(`${base}${fraction}`, timeZone)]),
    ]),
  );
  return (text) => {
    for (const read of readers) {
      try {
        return read(text);
      } catch (error) {
        if (!(error instanceof DateError)) throw error;
      }
    }
    throw new DateError(text, timeZone === undefined ? `${ISO}[.S]Z` : `${ISO}[.S][Z]`);
  };
}

function compile(format: string): { pattern: RegExp; parts: readonly Part[] } {
  const parts: Part[] = [];
  const source = format.replace(
    /'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+|'/g,
    (word, literal: string | undefined, letter: string | undefined) => {
      if (literal !== undefined) return escape(literal);
      if (letter === undefined) return escape(word);
      const token = TOKENS[/^S+$/.test(word) ? 'S' : word];
      if (!token)
        throw new DateFormatError(
          format,
          `has "${word}", which means nothing (known: ${Object.keys(TOKENS).join(' ')})`,
        );
      if (parts.includes(token[0])) throw new DateFormatError(format, `says the ${token[0]} twice`);
      parts.push(token[0]);
      return `(${token[1]})`;
    },
  );
  checkComplete(format, parts);
  return { pattern: new RegExp(`^${source}$`, 'i'), parts };
}

function checkComplete(format: string, parts: readonly Part[]): void {
  const has = (part: Part) => parts.includes(part);
  if (!has('year') || !(has('month') || has('monthName')) || !has('day'))
    throw new DateFormatError(format, 'does not say year, month and day');
  if (has('hour12') !== has('half')) throw new DateFormatError(format, 'must have both h and a, or neither');
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

type Fields = Partial<Record<Part, string>>;

function fieldsOf(parts: readonly Part[], values: readonly string[]): Fields {
  return Object.fromEntries(parts.map((part, index) => [part, values[index]]));
}

function instantOf(fields: Fields, timeZone: string): number | undefined {
  try {
    const wall = Temporal.PlainDateTime.from(
      {
        year: Number(fields.year),
        month:
          fields.monthName === undefined ? Number(fields.month) : MONTHS.indexOf(fields.monthName.toLowerCase()) + 1,
        day: Number(fields.day),
        hour: hourOf(fields),
        minute: Number(fields.minute ?? 0),
        second: Number(fields.second ?? 0),
        millisecond: Math.floor(Number(`0.${fields.fraction ?? '0'}`) * 1000),
      },
      { overflow: 'reject' },
    );
    const zone = fields.offset === undefined ? timeZone : offsetZone(fields.offset);
    return wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function hourOf({ hour, hour12, half }: Fields): number {
  if (hour12 === undefined) return Number(hour ?? 0);
  const value = Number(hour12);
  if (value < 1 || value > 12) throw new RangeError('an hour of twelve');
  return (value % 12) + (half?.toLowerCase().startsWith('p') ? 12 : 0);
}

function offsetZone(offset: string): string {
  if (/^z$/i.test(offset)) return 'UTC';
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  return `${offset[0]}${digits.slice(0, 2)}:${digits.slice(2)}`;
}
