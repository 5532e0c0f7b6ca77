import fc from 'fast-check';
import { type CalendarDefinition, type Window } from '../model/calendar-definition.js';
import { WEEKDAYS } from '../calendar/opening-windows.js';

/** Zones with odd rules: half hours, skipped dates, summer time at midnight or around Ramadan, none. */
export const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Casablanca',
  'America/Sao_Paulo',
  'Asia/Kathmandu',
  'Antarctica/Troll',
  'America/Havana',
);

const changesOfClocks = [
  '2011-12-30T10:00:00Z',
  '2016-10-16T03:00:00Z',
  '2024-03-31T01:00:00Z',
  '2024-10-27T01:00:00Z',
  '2024-11-03T06:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-10-05T15:30:00Z',
  '2024-03-10T02:00:00Z',
].map((text) => Date.parse(text));

/** Instants of 2011 to 2025, many around changes of the clocks, many on the minute. */
export const instants = fc
  .tuple(
    fc.oneof(
      fc.constantFrom(...changesOfClocks),
      fc.integer({ min: Date.parse('2011-01-01'), max: Date.parse('2025-01-01') }),
    ),
    fc.integer({ min: -3 * 86_400_000, max: 3 * 86_400_000 }),
    fc.boolean(),
  )
  .map(([at, shift, whole]) => (whole ? Math.floor((at + shift) / 900_000) * 900_000 : at + shift));

const wall = (least: number, most: number): fc.Arbitrary<string> =>
  fc.integer({ min: least, max: most }).map((quarter) => {
    const minutes = quarter * 15;
    return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  });

const windows: fc.Arbitrary<Window> = fc.record({ from: wall(0, 95), to: wall(0, 96) });

/** Calendars of some windows a week, over midnight too, with holidays and exceptions near the changes of the clocks. */
export const calendars: fc.Arbitrary<CalendarDefinition> = fc
  .tuple(
    zones,
    fc.array(fc.tuple(fc.subarray([...WEEKDAYS], { minLength: 1 }), windows), { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom(...changesOfClocks), { maxLength: 3 }),
    fc.array(fc.tuple(fc.constantFrom(...changesOfClocks), fc.array(windows, { maxLength: 2 })), { maxLength: 2 }),
  )
  .map(([timeZone, weekly, holidays, exceptions]) => ({
    timeZone,
    weekly: weekly.map(([days, window]) => ({ days, ...window })),
    holidays: [...new Set(holidays.map(dateText))],
    exceptions: [
      ...new Map(exceptions.map(([at, opens]) => [dateText(at), { date: dateText(at), windows: opens }])).values(),
    ],
  }));

const dateText = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Pauses after an instant, ascending and disjoint, the last perhaps without an end. */
export const pausesAfter = (start: number): fc.Arbitrary<readonly number[]> =>
  fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 4 * 86_400_000 }), { maxLength: 6 }),
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
      fc.boolean(),
    )
    .map(([steps, first, open]) => {
      const flat: number[] = [];
      let at = start + first;
      for (const step of steps) flat.push((at += step));
      if (flat.length % 2 === 1) {
        if (open) flat.push(Infinity);
        else flat.pop();
      }
      return flat;
    });
