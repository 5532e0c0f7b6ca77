import fc from 'fast-check';
import { type CalendarDefinition } from '../model/calendar-definition.js';
import { type OwnMetricTerms, type TargetTerms, type Terms, type Trigger } from '../model/terms.js';
import { type Instant, instantOf } from '../model/time.js';
import { type CalendarVersion, type Exclusion, type Rulebook, type TermsVersion } from '../model/versions.js';
import { zones } from './arbitraries.js';

const HOUR = 3_600_000;
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const METRICS = ['first-response', 'next-response', 'update', 'resolution', 'own', 'other'];
export const REASONS = ['wait', 'hold', 'rest'];
export const TIERS = ['gold', 'silver'];
export const PRIORITIES = ['high', 'low'];
export const CATEGORIES = ['mail', 'web'];

/** Rare: true once in so many times. */
export const seldom = (times: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: times }).map((drawn) => drawn === times);

/** Hours after an instant, often whole, often the same ones, sometimes a millisecond beside. */
export const hoursAfter = (base: number, least: number, most: number): fc.Arbitrary<Instant> =>
  fc
    .tuple(fc.integer({ min: least, max: most }), fc.constantFrom(0, 0, 0, 0, 1, -1, 1_800_000, 754_321))
    .map(([hours, beside]) => instantOf(base + hours * HOUR + beside));

const wall = (least: number, most: number): fc.Arbitrary<string> =>
  fc
    .integer({ min: least * 2, max: most * 2 })
    .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);

const windows = fc.oneof(
  fc.constant({ from: '09:00', to: '17:00' }),
  fc.constant({ from: '00:00', to: '24:00' }),
  fc.record({ from: wall(0, 23), to: wall(0, 24) }),
);

const dateText = (at: number): string => new Date(at).toISOString().slice(0, 10);

const definitions = (base: number): fc.Arbitrary<CalendarDefinition> =>
  fc
    .tuple(
      zones,
      fc.array(fc.tuple(fc.subarray([...WEEK], { minLength: 3 }), windows), { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { maxLength: 2 }),
      fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.array(windows, { maxLength: 2 })), {
        maxLength: 1,
        selector: ([day]) => day,
      }),
    )
    .map(([timeZone, weekly, holidays, exceptions]) => ({
      timeZone,
      weekly: weekly.map(([days, window]) => ({ days, ...window })),
      holidays: holidays.map((day) => dateText(base + day * 24 * HOUR)),
      exceptions: exceptions.map(([day, opens]) => ({ date: dateText(base + day * 24 * HOUR), windows: opens })),
    }));

const triggers: fc.Arbitrary<Trigger> = fc.constantFrom<Trigger>(
  ...(['opened', 'response', 'customer-reply', 'assigned', 'resolved', 'closed', 'reopened'] as const),
  ...(['milestone:a', 'milestone:a', 'milestone:b', 'milestone:b'] as const),
);

const ownMetrics: fc.Arbitrary<OwnMetricTerms> = fc.record({
  start: fc.uniqueArray(triggers, { minLength: 1, maxLength: 3 }),
  stop: fc.uniqueArray(triggers, { minLength: 1, maxLength: 3 }),
  repeat: fc.boolean(),
});

/** A key that is often left out. */
const maybe = <T>(key: string, values: fc.Arbitrary<T>, times = 2): fc.Arbitrary<Readonly<Record<string, T>>> =>
  fc.tuple(seldom(times), values).map(([there, value]) => (there ? { [key]: value } : {}));

const merged = (parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> =>
  fc.tuple(...parts).map((drawn) => Object.assign({}, ...drawn) as object);

const withins = fc.constantFrom(
  ...['PT1H', 'PT60M', 'PT2H', 'PT4H', 'PT4H', 'PT8H', 'PT3H20M', 'PT30M', 'PT0.001S', 'PT24H', 'PT7H59M59.999S'],
  ...['P1D', 'P1D', 'P2D', 'P3D', 'P1DT2H', 'P0DT4H', null],
);

/** `days` only where there is a day part: the contract does not say what it means to a change elsewhere. */
const meaningful = ({ days, ...target }: TargetTerms): TargetTerms =>
  days !== undefined && /[1-9]D/.test(target.within ?? '') ? { ...target, days } : target;

const targetsOf = (metric: string): fc.Arbitrary<TargetTerms> =>
  merged([
    fc.record({ metric: fc.constant(metric), within: withins }),
    maybe('priority', fc.constantFrom('*', ...PRIORITIES)),
    maybe('category', fc.constantFrom('*', ...CATEGORIES), 3),
    maybe('days', fc.constantFrom('working', 'calendar')),
    maybe('calendar', fc.constantFrom('24x7', 'a', 'b')),
    maybe('goal', fc.constantFrom(0.9, 0.95)),
  ]).map((target) => meaningful(target as TargetTerms));

const documents: fc.Arbitrary<Terms> = fc
  .record({ own: seldom(2), other: seldom(3), ownTerms: ownMetrics, otherTerms: ownMetrics })
  .chain(({ own, other, ownTerms, otherTerms }) => {
    const metrics = { ...(own ? { own: ownTerms } : {}), ...(other ? { other: otherTerms } : {}) };
    const names = METRICS.filter((name) => (name !== 'own' || own) && (name !== 'other' || other));
    const some = fc.array(fc.constantFrom(...names).chain(targetsOf), { maxLength: 4 });
    const each = fc.tuple(...names.map(targetsOf)).map((all) => all.filter(({ within }) => within !== 'P3D'));
    const targets = fc.tuple(some, each).map((both) => both.flat());
    const stopped = fc.oneof(fc.constant(['*']), fc.subarray(names));
    return merged([
      fc.record({ tiers: fc.record({ gold: targets, silver: targets }) }),
      fc.constant({ metrics }),
      maybe('timeZone', zones),
      maybe('calendar', fc.constantFrom('24x7', 'a', 'a', 'b')),
      maybe('atRisk', fc.constantFrom(0.5, '0.333', 0.75, 1, '0.9999')),
      maybe('reopen', fc.constantFrom('resume', 'restart', 'ignore')),
      maybe('change', fc.constantFrom('from-start', 'restart', 'proportional'), 1),
      maybe('pauses', fc.record({ wait: stopped, hold: stopped }, { requiredKeys: ['hold'] }), 1),
    ]) as fc.Arbitrary<Terms>;
  });

type Bare = Omit<TermsVersion, 'terms' | 'position' | 'version'>;

const bares = (base: number): fc.Arbitrary<Bare> =>
  fc
    .tuple(hoursAfter(base, -30, 70), fc.constantFrom<'new' | 'open'>('new', 'open', 'open'), seldom(5), seldom(5))
    .chain(([effectiveFrom, reach, supersedes, ends]) =>
      hoursAfter(effectiveFrom, 1, 60).map((until) => {
        const effectiveUntil = ends ? instantOf(Math.max(until, effectiveFrom + 1)) : null;
        return { effectiveFrom, reach, supersedes, effectiveUntil };
      }),
    );

const firstBares = (base: number): fc.Arbitrary<Bare> =>
  fc.tuple(bares(base), seldom(4)).map(([bare, late]) => ({
    ...bare,
    supersedes: false,
    effectiveFrom: late ? bare.effectiveFrom : instantOf(base - 200 * HOUR),
    reach: 'new',
  }));

const timelines = (base: number): fc.Arbitrary<TermsVersion[]> =>
  fc
    .tuple(
      firstBares(base),
      fc.array(bares(base), { maxLength: 3 }),
      fc.array(documents, { minLength: 4, maxLength: 4 }),
    )
    .map(([first, rest, terms]) =>
      [first, ...rest].map((bare, i) => ({
        ...bare,
        version: i + 1,
        position: 10 + i,
        terms: terms[i] ?? { tiers: {} },
      })),
    );

const histories = (base: number, calendarId: string): fc.Arbitrary<Rulebook['calendars'][number]> =>
  fc
    .tuple(
      fc.oneof({ arbitrary: firstBares(base), weight: 1 }, { arbitrary: fc.constant(null), weight: 2 }),
      fc.array(bares(base), { maxLength: 2 }),
      fc.array(definitions(base), { minLength: 3, maxLength: 3 }),
    )
    .map(([first, rest, opens]) => {
      const always: Omit<CalendarVersion, 'definition' | 'position' | 'version'> = {
        ...{ effectiveFrom: null, effectiveUntil: null, reach: 'new', supersedes: false },
      };
      const versions = [first ?? always, ...rest].flatMap((bare, i) => {
        const definition = opens[i];
        return definition ? [{ ...bare, version: i + 1, position: 100 + i, definition }] : [];
      });
      return { calendarId, versions };
    });

const exclusions = (base: number): fc.Arbitrary<Exclusion[]> =>
  fc.array(
    fc
      .tuple(hoursAfter(base, -5, 80), fc.integer({ min: 1, max: 9 }), fc.constantFrom('*', ...CATEGORIES))
      .map(([from, hours, category]) => ({ from, to: instantOf(from + hours * HOUR), category })),
    { maxLength: 2 },
  );

/** Rulebooks built freely around an instant: versions of terms and calendars coming and going, all policies, all triggers. */
export const wildRulebooks = (base: number): fc.Arbitrary<Rulebook> =>
  fc.record({
    timeline: timelines(base),
    calendars: fc.tuple(histories(base, 'a'), histories(base, 'b')),
    exclusions: exclusions(base),
    terminations: fc
      .tuple(seldom(8), hoursAfter(base, 1, 90), fc.integer({ min: 11, max: 14 }))
      .map(([there, at, after]) => (there ? [{ at, position: after + 0.5 }] : [])),
  });
