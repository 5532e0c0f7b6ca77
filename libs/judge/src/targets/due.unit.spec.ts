import fc from 'fast-check';
import { AlwaysOpen } from '../calendar/always-open.js';
import { CompiledCalendar } from '../calendar/compiled-calendar.js';
import { calendars, instants, pausesAfter, zones } from '../testing/arbitraries.js';
import { settings } from '../testing/settings.js';
import { daysAfter, type Interval, netStretches, openings, spend, totalOf } from '../testing/slow-time.js';
import { zoneRules } from '../time/zone-rules.js';
import { dueByDays, dueByTime } from './due.js';

const DAY = 86_400_000;
const half = { digits: 5, scale: 1 };

const intervals = (flat: readonly number[]): Interval[] =>
  flat.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: Math.min(flat[i + 1] ?? 0, 8e15) }] : []));

describe('open time against walking intervals', () => {
  it('counts, finds openings and advances alike', () => {
    fc.assert(
      fc.property(
        calendars,
        instants,
        fc.integer({ min: 0, max: 20 * DAY }),
        fc.integer({ min: 0, max: 3 * DAY }),
        (definition, from, span, ms) => {
          const calendar = new CompiledCalendar('c', definition);
          const open = openings(definition, from, from + 35 * DAY);
          const to = from + span;
          expect(calendar.open(from, to)).toBe(totalOf(netStretches(open, [], from, to)));
          const stretches = netStretches(open, [], from, from + 35 * DAY);
          const first = stretches[0];
          if (first) expect(calendar.firstOpen(from)).toBe(first.from);
          const { due } = spend(stretches, from, ms);
          if (due !== null) expect(calendar.advance(from, ms)).toBe(due);
        },
      ),
      settings,
    );
  });
});

describe('a target with a time part', () => {
  it('is due, breached and at risk where walking intervals says so', () => {
    const work = fc
      .tuple(calendars, instants, fc.integer({ min: 0, max: 30 * 3_600_000 }))
      .chain(([definition, from, within]) => pausesAfter(from).map((taken) => ({ definition, from, within, taken })));
    fc.assert(
      fc.property(work, ({ definition, from, within, taken }) => {
        const end = from + 45 * DAY;
        const stretches = netStretches(openings(definition, from, end), intervals(taken), from, end);
        const slow = spend(stretches, from, within);
        const paused = taken.at(-1) === Infinity;
        if (!paused && slow.runsOn === null) return;
        const due = dueByTime(new CompiledCalendar('c', definition), from, within, half, taken);
        expect([due.dueAt, due.breachesAt]).toEqual([slow.due, slow.runsOn]);
        expect(due.atRiskAt).toBe(spend(stretches, from, Math.ceil(within / 2)).due);
      }),
      settings,
    );
  });
});

describe('a target with a day part', () => {
  it('is due where walking dates says so, and pauses give back what they took', () => {
    const work = fc
      .tuple(
        calendars,
        instants,
        fc.integer({ min: 1, max: 6 }),
        fc.constantFrom(0, 1_800_000, 14_400_000),
        fc.boolean(),
      )
      .chain(([definition, from, days, timeMs, calendarDays]) =>
        pausesAfter(from).map((taken) => ({ definition, from, days, timeMs, calendarDays, taken })),
      );
    fc.assert(
      fc.property(work, ({ definition, from, days, timeMs, calendarDays, taken }) => {
        const end = from + 60 * DAY;
        const open = openings(definition, from, end);
        const openStretches = netStretches(open, [], from, end);
        const origin = openStretches[0]?.from;
        if (origin === undefined || new Set(open.map((each) => each.from)).size < 20) return;
        const onDays = daysAfter(definition.timeZone, origin, days, calendarDays ? null : open);
        const untaken = spend(netStretches(open, [], onDays, end), onDays, timeMs).due;
        // A calendar of half an hour a week is due beyond the sixty days that are walked: nothing to compare with.
        if (untaken === null) return;
        const unit = calendarDays ? [{ from: origin, to: end }] : open;
        const budget = totalOf(netStretches(unit, [], origin, untaken));
        const took = budget - totalOf(netStretches(unit, intervals(taken), origin, untaken));
        const expected =
          took > 0 ? spend(netStretches(unit, intervals(taken), origin, end), origin, budget).due : untaken;
        if (expected === null && taken.at(-1) !== Infinity) return;
        const due = dueByDays(new CompiledCalendar('c', definition), from, { days, timeMs, calendarDays }, half, taken);
        expect([due.origin, due.targetMs, due.dueAt, due.breachesAt]).toEqual([origin, budget, expected, expected]);
      }),
      settings,
    );
  });

  it('counts the dates of 24x7 that its zone has', () => {
    fc.assert(
      fc.property(zones, instants, fc.integer({ min: 1, max: 40 }), (zone, from, days) => {
        const always = {
          timeZone: zone,
          weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, from: '00:00', to: '24:00' }],
        };
        const due = dueByDays(
          new AlwaysOpen(zoneRules(zone)),
          from,
          { days, timeMs: 0, calendarDays: false },
          half,
          [],
        );
        expect(due.dueAt).toBe(daysAfter(zone, from, days, openings(always, from, from + 50 * DAY)));
      }),
      settings,
    );
  });
});
