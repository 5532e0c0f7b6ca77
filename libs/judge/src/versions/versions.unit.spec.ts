import { instantOf } from '../model/time.js';
import { compileRulebook, ExclusionsByCategory, RulebookError } from './rulebook.js';
import { InForce, type Versioned } from './in-force.js';

interface Named extends Versioned {
  readonly name: string;
}

const version = (name: string, of: Partial<Versioned> = {}): Named => ({
  name,
  effectiveFrom: 0,
  effectiveUntil: null,
  reach: 'new',
  supersedes: false,
  position: 1,
  ...of,
});

/** What is in force at each of some instants. */
const when = (all: readonly Named[], ...at: number[]) => {
  const inForce = new InForce(all);
  return at.map((instant) => inForce.at(instant)?.name ?? null);
};

describe('the version in force', () => {
  it('is the one with the latest effectiveFrom; none before the first and after the end', () => {
    const all = [version('a'), version('b', { effectiveFrom: 10, effectiveUntil: 20, position: 2 })];
    expect(when(all, -1, 0, 9, 10, 19, 20)).toEqual([null, 'a', 'a', 'b', 'b', 'a']);
    expect(when([version('a', { effectiveUntil: 5 })], 4, 5)).toEqual(['a', null]);
    expect(when([])).toEqual([]);
    expect(when([], 0)).toEqual([null]);
  });

  it('is of two alike the later recorded, in whatever order they are told', () => {
    const first = version('first', { position: 1 });
    const second = version('second', { position: 2 });
    expect([when([first, second], 0), when([second, first], 0)]).toEqual([['second'], ['second']]);
  });

  it('may hold from the beginning of time', () => {
    const all = [version('a', { effectiveFrom: null }), version('b', { effectiveFrom: 0, position: 2 })];
    expect(when(all, -1e15, -1, 0)).toEqual(['a', 'a', 'b']);
    const later = version('later', { effectiveFrom: null, position: 5 });
    expect(when([version('a', { effectiveFrom: null }), later], 0)).toEqual(['later']);
  });

  it('is one that supersedes, where it holds: also before one with a later effectiveFrom, not before one recorded later', () => {
    const all = [
      version('a', { position: 1 }),
      version('b', { effectiveFrom: 10, position: 2 }),
      version('s', { effectiveFrom: 5, effectiveUntil: 15, position: 3, supersedes: true }),
      version('c', { effectiveFrom: 12, position: 4 }),
    ];
    expect(when(all, 0, 5, 10, 12, 14, 15)).toEqual(['a', 's', 's', 'c', 'c', 'c']);
    expect(when(all.slice(0, 3), 0, 5, 10, 14, 15)).toEqual(['a', 's', 's', 's', 'b']);
  });

  it('switches with reach open only where it becomes the one in force', () => {
    const all = [
      version('a', { reach: 'open', effectiveFrom: null }),
      version('hidden', { reach: 'open', effectiveFrom: 10, position: 2 }),
      version('wins', { reach: 'open', effectiveFrom: 10, position: 3 }),
      version('new', { effectiveFrom: 20, position: 4 }),
      version('late', { reach: 'open', effectiveFrom: 5, position: 5 }),
    ];
    const inForce = new InForce(all);
    expect(inForce.switches.map(({ at, version: { name } }) => [at, name])).toEqual([
      [5, 'late'],
      [10, 'wins'],
    ]);
    const last = (after: number, upTo: number) => inForce.lastSwitch(after, upTo)?.name ?? null;
    expect([last(0, 4), last(0, 5), last(5, 5), last(5, 9), last(0, 30), last(10, 30)]).toEqual([
      null,
      'late',
      null,
      null,
      'wins',
      null,
    ]);
  });

  it('is told by spans too', () => {
    const inForce = new InForce([
      version('a', { effectiveUntil: 10 }),
      version('b', { effectiveFrom: 20, position: 2 }),
    ]);
    const spans = (from: number, to: number) =>
      inForce.spans(from, to).map((span) => [span.version.name, span.from, span.to]);
    expect(spans(-5, 30)).toEqual([
      ['a', 0, 10],
      ['b', 20, 30],
    ]);
    expect(spans(3, 7)).toEqual([['a', 3, 7]]);
    expect([spans(10, 20), spans(7, 7), spans(-5, 0)]).toEqual([[], [], []]);
  });
});

describe('a rulebook', () => {
  const terms = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H' }] } };
  const base = { reach: 'new' as const, supersedes: false, effectiveUntil: null };

  it('ends by a termination what was recorded before it, and nothing later', () => {
    const rules = compileRulebook({
      calendars: [],
      exclusions: [],
      timeline: [
        { ...base, version: 1, effectiveFrom: instantOf(0), position: 1, terms },
        { ...base, version: 2, effectiveFrom: instantOf(50), effectiveUntil: instantOf(60), position: 2, terms },
        { ...base, version: 3, effectiveFrom: instantOf(70), position: 4, terms },
      ],
      terminations: [
        { at: instantOf(100), position: 3 },
        { at: instantOf(90), position: 5 },
        { at: instantOf(95), position: 6 },
      ],
    });
    const at = [0, 50, 60, 70, 89, 90, 99].map((instant) => rules.terms.at(instant)?.version ?? null);
    expect(at).toEqual([1, 2, 1, 3, 3, null, null]);
    expect([...rules.versions.values()].map(({ effectiveUntil }) => effectiveUntil)).toEqual([90, 60, 90]);
    expect(rules.versions.get(2)?.source.terms).toBe(terms);
  });

  it('is refused with all its problems', () => {
    const bad = {
      ...base,
      version: 1,
      effectiveFrom: null,
      position: 1,
      terms: { tiers: { gold: [{ metric: '', within: 'x' }] } },
    };
    const rulebook = { calendars: [], exclusions: [], timeline: [bad] };
    expect(() => compileRulebook(rulebook)).toThrow(RulebookError);
    expect(() => compileRulebook(rulebook)).toThrow(
      'timeline[0].terms.tiers.gold[0].metric: "" is no text of 1 to 200 characters; ' +
        'timeline[0].terms.tiers.gold[0].within: "x" is no duration PnDTnHnMn[.nnn]S',
    );
  });

  it('excludes for a category what is meant for all and for it, merged', () => {
    const exclusion = (from: number, to: number, category = '*') => ({
      from: instantOf(from),
      to: instantOf(to),
      category,
    });
    const all = new ExclusionsByCategory([
      exclusion(50, 60, 'mail'),
      exclusion(0, 10),
      exclusion(10, 20, 'mail'),
      exclusion(5, 8),
      exclusion(30, 30),
      exclusion(45, 40),
      exclusion(55, 58),
    ]);
    expect(all.of('mail')).toEqual([0, 20, 50, 60]);
    expect(all.of('mail')).toBe(all.of('mail'));
    expect(all.of('web')).toEqual([0, 10, 55, 58]);
    expect(all.of(null)).toEqual([0, 10, 55, 58]);
    expect(new ExclusionsByCategory([]).of('mail')).toEqual([]);
  });
});
