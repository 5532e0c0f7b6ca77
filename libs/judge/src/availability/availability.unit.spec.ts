import { instantOf } from '../model/time.js';
import { parseInstant } from '../time/iso-instant.js';
import { compileRulebook } from '../versions/rulebook.js';
import { availability } from './availability.js';

const at = parseInstant;
const version = { effectiveUntil: null, reach: 'new' as const, supersedes: false };
const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' }];
const longer = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '19:00' }];
const rules = compileRulebook({
  timeline: [],
  calendars: [
    {
      calendarId: 'office',
      versions: [
        { ...version, version: 1, effectiveFrom: null, position: 1, definition: { timeZone: 'UTC', weekly } },
        {
          ...version,
          version: 2,
          effectiveFrom: at('2026-06-03T00:00:00Z'),
          position: 2,
          definition: { timeZone: 'UTC', weekly: longer },
        },
      ],
    },
  ],
  exclusions: [
    { from: at('2026-06-01T10:00:00Z'), to: at('2026-06-01T11:00:00Z'), category: '*' },
    { from: at('2026-06-01T12:00:00Z'), to: at('2026-06-01T17:00:00Z'), category: 'mail' },
  ],
});
const HOUR = 3_600_000;
const question = { from: at('2026-06-01T00:00:00Z'), to: at('2026-06-04T00:00:00Z'), now: at('2027-01-01T00:00:00Z') };
const office = { ...question, target: { calendar: 'office', goal: 0.9, per: 'month' as const } };

describe('availability', () => {
  it('is 1 under no outage', () => {
    expect(availability(rules, office, [])).toEqual({ agreedMs: 25 * HOUR, downMs: 0, availability: 1, ok: true });
  });

  it('takes the union of outages inside agreed time, each version of the calendar in its stretch', () => {
    const outages = [
      { from: at('2026-06-01T08:00:00Z'), to: at('2026-06-01T10:30:00Z') },
      { from: at('2026-06-01T09:30:00Z'), to: at('2026-06-01T11:30:00Z') },
      { from: at('2026-06-03T18:00:00Z'), to: null },
    ];
    expect(availability(rules, office, outages)).toMatchObject({ downMs: 2.5 * HOUR, availability: 0.9, ok: true });
  });

  it('counts a running period up to now', () => {
    const now = { ...office, now: at('2026-06-01T12:00:00Z') };
    expect(availability(rules, now, [{ from: at('2026-06-01T11:30:00Z'), to: null }])).toMatchObject({
      agreedMs: 2 * HOUR,
      downMs: HOUR / 2,
    });
  });

  it('agrees on all time by 24x7', () => {
    const always = { ...question, target: { goal: 0.999, per: 'month' as const } };
    expect(
      availability(rules, always, [{ from: at('2026-06-02T00:00:00Z'), to: at('2026-06-02T01:00:00Z') }]),
    ).toMatchObject({
      agreedMs: 71 * HOUR,
      downMs: HOUR,
      ok: false,
    });
  });

  it('reaches a goal exactly, and misses it by a millisecond', () => {
    const goal = { ...question, to: at('2026-06-02T00:00:00Z'), target: { goal: 0.9, per: 'month' as const } };
    const start = at('2026-06-01T12:00:00Z');
    const down = (ms: number) => [{ from: start, to: instantOf(start + ms) }];
    // 23 agreed hours: one of the day is excluded.
    expect(availability(rules, goal, down(8_280_000))).toMatchObject({ downMs: 8_280_000, ok: true });
    expect(availability(rules, goal, down(8_280_001))).toMatchObject({ ok: false });
  });

  it('leaves out what lies outside the period, is empty or was excluded', () => {
    const outages = [
      { from: at('2026-05-30T00:00:00Z'), to: at('2026-06-01T09:30:00Z') },
      { from: at('2026-06-01T10:00:00Z'), to: at('2026-06-01T11:00:00Z') },
      { from: at('2026-06-02T10:00:00Z'), to: at('2026-06-02T10:00:00Z') },
      { from: at('2026-06-02T12:00:00Z'), to: at('2026-06-02T11:00:00Z') },
      { from: at('2026-06-02T15:00:00Z'), to: at('2026-06-02T16:00:00Z') },
      { from: at('2026-06-02T15:15:00Z'), to: at('2026-06-02T15:45:00Z') },
      { from: at('2026-06-02T16:00:00Z'), to: at('2026-06-02T16:30:00Z') },
      { from: at('2026-06-04T10:00:00Z'), to: null },
    ];
    expect(availability(rules, office, outages).downMs).toBe(2 * HOUR);
  });

  it('says 1 of a period that has not begun, and of a calendar without a version', () => {
    const ahead = { ...office, now: at('2026-05-01T00:00:00Z') };
    const none = { agreedMs: 0, downMs: 0, availability: 1, ok: true };
    expect(availability(rules, ahead, [{ from: at('2026-04-01T00:00:00Z'), to: null }])).toEqual(none);
    expect(availability(rules, { ...office, target: { calendar: 'none', goal: 1, per: 'month' } }, [])).toEqual(none);
  });

  it('counts 24x7 in hours that exist, whatever the zone', () => {
    const spring = {
      from: at('2026-03-28T23:00:00Z'),
      to: at('2026-03-29T22:00:00Z'),
      now: at('2027-01-01T00:00:00Z'),
    };
    const target = { goal: 1, per: 'month' as const };
    expect(availability(rules, { ...spring, target, timeZone: 'Europe/Berlin' }, []).agreedMs).toBe(23 * HOUR);
  });
});
