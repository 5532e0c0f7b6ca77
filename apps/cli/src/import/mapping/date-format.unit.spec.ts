import { DateError, DateFormatError, dateReader } from './date-format.js';

const iso = (format: string, zone: string | undefined, text: string) =>
  new Date(dateReader(format, zone)(text)).toISOString();

describe('dates of an import', () => {
  const boston = 'America/New_York';

  it.each([
    ['MM/dd/yyyy hh:mm:ss a', boston, '02/16/2015 01:25:30 PM', '2015-02-16T18:25:30.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', boston, '01/01/2015 12:25:23 AM', '2015-01-01T05:25:23.000Z'],
    ['MM/dd/yyyy hh:mm:ss a', boston, '07/04/2015 12:00:00 PM', '2015-07-04T16:00:00.000Z'],
    ['d/M/yyyy HH:mm', 'Europe/Rome', '9/6/2012 7:05'.replace('7', '07'), '2012-06-09T05:05:00.000Z'],
    ["yyyy-MM-dd'T'HH:mm:ss.SZ", undefined, '2013-01-02T03:04:05.25+01:00', '2013-01-02T02:04:05.250Z'],
    ['d MMM yyyy', 'UTC', '3 Mar 2014', '2014-03-03T00:00:00.000Z'],
    ['iso', undefined, '2015-02-16T12:25:30-05:00', '2015-02-16T17:25:30.000Z'],
    ['iso', boston, '2015-02-16 12:25:30.5', '2015-02-16T17:25:30.500Z'],
    ['epoch-s', undefined, '1424107530', '2015-02-16T17:25:30.000Z'],
    ['epoch-ms', undefined, '1424107530001', '2015-02-16T17:25:30.001Z'],
  ])('reads %s in %s: %s', (format, zone, text, expected) => {
    expect(iso(format, zone, text)).toBe(expected);
  });

  it('moves a time in a DST gap forward by the gap', () => {
    expect(iso('yyyy-MM-dd HH:mm', boston, '2015-03-08 02:30')).toBe('2015-03-08T07:30:00.000Z');
  });

  it('takes the first of two in a DST overlap', () => {
    expect(iso('yyyy-MM-dd HH:mm', boston, '2015-11-01 01:30')).toBe('2015-11-01T05:30:00.000Z');
  });

  it.each(['iso', "yyyy-MM-dd'T'HH:mm:ssZ"])(
    'reads the wall clock of %s in the zone where the offset is wrong',
    (format) => {
      const read = dateReader(format, boston, true);
      expect(new Date(read('2015-02-16T12:25:30+03:00')).toISOString()).toBe('2015-02-16T17:25:30.000Z');
      expect(() => dateReader(format, undefined, true)).toThrow(/ignores the offset/);
    },
  );

  it.each([
    '02/30/2015 01:00:00 PM',
    '13/01/2015 01:00:00 PM',
    '01/01/2015 13:00:00 PM',
    '01/01/2015 00:10:00 AM',
    '01/01/2015',
    '',
    'x',
  ])('refuses "%s"', (text) => {
    expect(() => dateReader('MM/dd/yyyy hh:mm:ss a', boston)(text)).toThrow(DateError);
  });

  it.each([
    ['MM/dd/yyyy', undefined, /timeZone/],
    ['MM/yyyy', 'UTC', /year, month and day/],
    ['yyyy-MM-dd hh:mm', 'UTC', /both h and a/],
    ['yyyy-MM-dd yyyy', 'UTC', /twice/],
    ['yyyy-MM-dd QQ', 'UTC', /"QQ", which means nothing/],
  ])('refuses the form %s in %s', (format, zone, why) => {
    expect(() => dateReader(format, zone)).toThrow(DateFormatError);
    expect(() => dateReader(format, zone)).toThrow(why);
  });
});
