import { parseInstant } from '../time/iso-instant.js';
import { attainment, attainmentExcused } from './attainment.js';
import { periodOf, type PeriodLength } from './period.js';

describe('attainment', () => {
  it('is the share that was met, null where nothing was decided', () => {
    expect(attainment({ met: 3, breached: 1 })).toBe(0.75);
    expect(attainment({ met: 0, breached: 2 })).toBe(0);
    expect(attainment({ met: 2, breached: 0 })).toBe(1);
    expect(attainment({ met: 0, breached: 0 })).toBeNull();
  });

  it('leaves excused breaches out where it is told to', () => {
    expect(attainmentExcused({ met: 3, breached: 3, excused: 2 })).toBe(0.75);
    expect(attainmentExcused({ met: 3, breached: 1 })).toBe(0.75);
    expect(attainmentExcused({ met: 0, breached: 2, excused: 2 })).toBeNull();
  });
});

describe('the period of an instant', () => {
  it.each<[string, string, PeriodLength, { name: string; from: string; to: string }]>([
    [
      '2015-02-28T23:59:59Z',
      'UTC',
      'month',
      { name: '2015-02', from: '2015-02-01T00:00:00Z', to: '2015-03-01T00:00:00Z' },
    ],
    [
      '2015-03-01T04:59:59Z',
      'America/New_York',
      'month',
      { name: '2015-02', from: '2015-02-01T05:00:00Z', to: '2015-03-01T05:00:00Z' },
    ],
    [
      '2015-03-01T05:00:00Z',
      'America/New_York',
      'month',
      { name: '2015-03', from: '2015-03-01T05:00:00Z', to: '2015-04-01T04:00:00Z' },
    ],
    [
      '2015-12-31T23:30:00Z',
      'Europe/Paris',
      'quarter',
      { name: '2016-Q1', from: '2015-12-31T23:00:00Z', to: '2016-03-31T22:00:00Z' },
    ],
    [
      '2015-06-30T12:00:00Z',
      'UTC',
      'quarter',
      { name: '2015-Q2', from: '2015-04-01T00:00:00Z', to: '2015-07-01T00:00:00Z' },
    ],
    [
      '2015-11-11T00:00:00Z',
      'UTC',
      'quarter',
      { name: '2015-Q4', from: '2015-10-01T00:00:00Z', to: '2016-01-01T00:00:00Z' },
    ],
    ['2015-12-31T23:30:00Z', 'UTC', 'year', { name: '2015', from: '2015-01-01T00:00:00Z', to: '2016-01-01T00:00:00Z' }],
    [
      '0987-12-31T23:30:00Z',
      'UTC',
      'month',
      { name: '0987-12', from: '0987-12-01T00:00:00Z', to: '0988-01-01T00:00:00Z' },
    ],
  ])('%s', (at, zone, per, { name, from, to }) => {
    expect(periodOf(parseInstant(at), zone, per)).toEqual({ name, from: parseInstant(from), to: parseInstant(to) });
  });

  it('needs a zone that is one', () => {
    expect(() => periodOf(parseInstant('2015-01-01T00:00:00Z'), 'Mars/Base', 'month')).toThrow(
      '"Mars/Base" is no IANA time zone',
    );
  });
});
