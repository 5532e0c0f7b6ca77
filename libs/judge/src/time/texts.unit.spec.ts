import fc from 'fast-check';
import { formatDuration, parseDuration } from './iso-duration.js';
import { instantToIso, parseInstant } from './iso-instant.js';
import { dateOf, parseDate, parseWallTime, tenYearsAfter, weekdayOf } from './local-date.js';

describe('durations', () => {
  it.each<[string, number, number]>([
    ['P3D', 3, 0],
    ['P1DT4H', 1, 14_400_000],
    ['PT15M', 0, 900_000],
    ['PT1H30M', 0, 5_400_000],
    ['PT0.25S', 0, 250],
    ['PT1.5S', 0, 1500],
    ['PT1.005S', 0, 1005],
    ['PT2H3M4.567S', 0, 7_384_567],
    ['PT90M', 0, 5_400_000],
    ['P0DT1S', 0, 1000],
    ['P0D', 0, 0],
    ['P36525D', 36_525, 0],
    ['PT876600H', 0, 3_155_760_000_000],
  ])('%s is read', (text, days, timeMs) => {
    expect(parseDuration(text)).toEqual({ days, timeMs });
  });

  it.each([
    'P',
    'PT',
    'P1DT',
    'P1W',
    'P1M',
    'P1Y',
    'P1.5D',
    'PT1.5H',
    'PT1.5M',
    'PT1.2345S',
    'PT1.S',
    '-P1D',
    'P-1D',
    'PT1M1H',
    'T1H',
    'P1D ',
    ' P1D',
    'p1d',
    '',
  ])('%s is none', (text) => {
    expect(() => parseDuration(text)).toThrow(`"${text}" is no duration PnDTnHnMn[.nnn]S`);
  });

  it.each(['P36526D', 'PT876601H', 'P36525DT876600H0.001S'])('%s is longer than a century', (text) => {
    expect(() => parseDuration(text)).toThrow(`"${text}" is longer than a century`);
  });

  it.each<[number, number, string]>([
    [0, 0, 'PT0S'],
    [3, 0, 'P3D'],
    [1, 14_400_000, 'P1DT4H'],
    [0, 900_000, 'PT15M'],
    [0, 59_000, 'PT59S'],
    [0, 61_000, 'PT1M1S'],
    [0, 250, 'PT0.250S'],
    [0, 3_600_007, 'PT1H0.007S'],
    [2, 7_384_567, 'P2DT2H3M4.567S'],
  ])('%s and so much is spelled shortly', (days, timeMs, text) => {
    expect(formatDuration({ days, timeMs })).toBe(text);
    expect(parseDuration(text)).toEqual({ days, timeMs });
  });
});

describe('instants', () => {
  it.each([
    ['2015-02-16T12:25:30-05:00', '2015-02-16T17:25:30.000Z'],
    ['2015-02-16T12:25:30.5-0500', '2015-02-16T17:25:30.500Z'],
    ['2015-02-16T12:25Z', '2015-02-16T12:25:00.000Z'],
    ['2015-02-16T12:25:30.123456789Z', '2015-02-16T12:25:30.123Z'],
    ['2015-02-16T23:59:59.999+14:00', '2015-02-16T09:59:59.999Z'],
    ['2015-02-16T00:00:00+18:00', '2015-02-15T06:00:00.000Z'],
    ['2015-02-16T00:00:00+05:45', '2015-02-15T18:15:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['0100-01-01T00:00:00Z', '0100-01-01T00:00:00.000Z'],
  ])('%s is read', (text, iso) => {
    expect(instantToIso(parseInstant(text))).toBe(iso);
  });

  it.each([
    '2015-02-16',
    '2015-02-16T12:25:30',
    '2015-02-16 12:25:30Z',
    '2015-2-16T12:25:30Z',
    '2015-02-16T12:25:30.Z',
    '2015-02-16T12:25:30.1234567890Z',
    '2015-02-16T12:25:30z',
    '2015-02-16T12:25:30+5:00',
    ' 2015-02-16T12:25:30Z',
    '2015-02-16T12:25:30Z ',
  ])('%s is none', (text) => {
    expect(() => parseInstant(text)).toThrow(`"${text}" is no instant (ISO 8601 with an offset)`);
  });

  it('are texts', () => {
    expect(() => parseInstant(1_424_107_530_000)).toThrow('1424107530000 is no instant');
    expect(() => parseInstant(null)).toThrow('null is no instant');
  });

  it.each([
    '2015-02-29T00:00:00Z',
    '2015-13-01T00:00:00Z',
    '2015-00-01T00:00:00Z',
    '2015-01-00T00:00:00Z',
    '2015-01-01T24:00:00Z',
    '2015-01-01T23:60:00Z',
    '2015-01-01T23:59:60Z',
    '2015-01-01T00:00:00+18:01',
    '2015-01-01T00:00:00+17:60',
    '0099-01-01T00:00:00Z',
  ])('%s does not exist', (text) => {
    expect(() => parseInstant(text)).toThrow(`"${text}" does not exist`);
  });

  it('of the form of the log are read as with an offset of nothing, or refused as that is', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    const year = fc.oneof(
      fc.constantFrom('0099', '0100', '1900', '2000', '9999'),
      fc.tuple(two, two).map((pair) => pair.join('')),
    );
    const ms = fc.integer({ min: 0, max: 999 }).map((n) => String(n).padStart(3, '0'));
    const read = (text: string): unknown => {
      try {
        return parseInstant(text);
      } catch (error) {
        return (error as Error).name;
      }
    };
    fc.assert(
      fc.property(year, fc.tuple(two, two, two, two, two), ms, (y, [month, day, hour, minute, second], fraction) => {
        const local = `${y}-${month}-${day}T${hour}:${minute}:${second}.${fraction}`;
        expect(read(`${local}Z`)).toEqual(read(`${local}+00:00`));
      }),
      { numRuns: 2_000 },
    );
    const [first, last] = [Date.UTC(100, 0), Date.UTC(9999, 11, 31, 23, 59, 59, 999)];
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (at) => {
        expect(parseInstant(new Date(at).toISOString())).toBe(at);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('dates and times on the wall', () => {
  it('are read as they stand, or not at all', () => {
    expect(['1970-01-01', '1970-01-02', '1969-12-31', '2024-02-29'].map(parseDate)).toEqual([0, 1, -1, 19_782]);
    const none = ['2023-02-29', '2024-1-1', '2024-13-01', '2024-01-01T', 'x2024-01-01', 7, null];
    expect(none.map(parseDate)).toEqual(none.map(() => null));
    expect(['00:00', '08:30', '23:59', '24:00'].map(parseWallTime)).toEqual([0, 510, 1439, 1440]);
    expect(['24:01', '8:30', '08:60', '08:3', '08:300', 'x08:30', 7].map(parseWallTime)).toEqual(Array(7).fill(null));
  });

  it('know their weekday, Monday first', () => {
    expect([0, -3, -4, 4, -11].map(weekdayOf)).toEqual([3, 0, 6, 0, 6]);
    expect([0, 86_399_999, 86_400_000, -1].map(dateOf)).toEqual([0, 0, 1, -1]);
  });

  it('go ten years on by date', () => {
    expect(tenYearsAfter(Date.parse('2015-03-01T10:00:00Z'))).toBe(Date.parse('2025-03-01T10:00:00Z'));
    expect(tenYearsAfter(Date.parse('2016-02-29T10:00:00Z'))).toBe(Date.parse('2026-03-01T10:00:00Z'));
  });
});
