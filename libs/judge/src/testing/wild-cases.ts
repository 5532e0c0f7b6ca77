import fc from 'fast-check';
import { type Case } from '../case-json/parse-case.js';
import { type Fact } from '../model/facts.js';
import { type Instant, instantOf } from '../model/time.js';
import { slowJudge } from './slow-judge/slow-judge.js';
import { CATEGORIES, hoursAfter, PRIORITIES, REASONS, seldom, TIERS, wildRulebooks } from './wild-rulebooks.js';

const HOUR = 3_600_000;

/** A day or two before clocks change somewhere, or an ordinary Tuesday. */
const bases = fc
  .constantFrom(
    ...['2011-12-29T08:00:00Z', '2016-10-14T12:00:00Z', '2024-03-30T08:00:00Z', '2024-10-26T09:00:00Z'],
    ...['2024-11-02T14:00:00Z', '2024-04-05T22:00:00Z', '2024-10-04T22:00:00Z', '2024-03-09T15:00:00Z'],
    ...['2024-06-04T08:00:00Z', '2024-06-04T09:00:00Z'],
  )
  .map((text) => Date.parse(text));

type Telling = Readonly<Record<string, unknown>>;

const reasons = fc.constantFrom(...REASONS);
const always = (telling: Telling): fc.Arbitrary<Telling> => fc.constant(telling);

/** What a fact says, its id, revision and instant aside. */
const tellings: fc.Arbitrary<Telling> = fc.oneof(
  { arbitrary: always({ type: 'response' }), weight: 4 },
  { arbitrary: always({ type: 'customer-reply' }), weight: 4 },
  { arbitrary: fc.constantFrom('a', 'b').map((name) => ({ type: `milestone:${name}` })), weight: 4 },
  { arbitrary: fc.constantFrom('north', 'south').map((team) => ({ type: 'assigned', team })), weight: 2 },
  { arbitrary: reasons.map((reason) => ({ type: 'paused', reason })), weight: 5 },
  { arbitrary: always({ type: 'resumed' }), weight: 4 },
  { arbitrary: fc.constantFrom(...PRIORITIES).map((priority) => ({ type: 'priority', priority })), weight: 4 },
  { arbitrary: fc.constantFrom(...TIERS, 'none').map((tier) => ({ type: 'tier', tier })), weight: 3 },
  { arbitrary: fc.constantFrom(...CATEGORIES).map((category) => ({ type: 'category', category })), weight: 3 },
  { arbitrary: always({ type: 'resolved' }), weight: 4 },
  { arbitrary: always({ type: 'closed' }), weight: 2 },
  { arbitrary: always({ type: 'reopened' }), weight: 5 },
  { arbitrary: always({ type: 'cancelled' }), weight: 1 },
  {
    arbitrary: fc
      .integer({ min: 0, max: 20 })
      .map((i) => ({ type: 'retracted', eventId: i === 20 ? 'nowhere' : `f${i}` })),
    weight: 2,
  },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('resolution', 'update', 'own', 'first-response'), fc.integer({ min: 1, max: 2 }))
      .map(([metric, cycle]) => ({ type: 'excused', metric, cycle, reason: `storm-${cycle}` })),
    weight: 2,
  },
  { arbitrary: always({ type: 'opened', tier: 'gold', priority: 'high' }), weight: 1 },
  { arbitrary: always({ type: 'unheard-of' }), weight: 1 },
);

const openings: fc.Arbitrary<Telling> = fc
  .record({
    tier: fc.constantFrom(...TIERS),
    priority: fc.constantFrom(...PRIORITIES),
    category: fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined }),
    paused: fc.tuple(seldom(5), reasons).map(([paused, reason]) => (paused ? reason : undefined)),
  })
  .map((opening) => ({ ...opening, type: 'opened' }));

/** Tickets that are answered, resolved and reopened again and again, and change on the way. */
const livelyTellings: fc.Arbitrary<Telling> = fc.oneof(
  fc.constantFrom('response', 'customer-reply', 'milestone:a', 'milestone:b').map((type) => ({ type })),
  fc.constantFrom('resolved', 'reopened', 'closed', 'reopened', 'customer-reply').map((type) => ({ type })),
  tellings,
);

/** Some instants, often the same ones, so that facts meet each other and the versions. */
const meetings = (base: number): fc.Arbitrary<fc.Arbitrary<Instant>> =>
  fc
    .array(hoursAfter(base, 0, 70), { minLength: 5, maxLength: 5 })
    .map((few) =>
      fc.oneof({ arbitrary: fc.constantFrom(...few), weight: 1 }, { arbitrary: hoursAfter(base, -2, 75), weight: 2 }),
    );

const factLists = (base: number): fc.Arbitrary<Fact[]> =>
  fc
    .tuple(openings, meetings(base), fc.boolean())
    .chain(([opening, instants, lively]) =>
      fc
        .array(fc.tuple(lively ? livelyTellings : tellings, instants, seldom(30)), {
          minLength: lively ? 6 : 1,
          maxLength: 20,
        })
        .map((rest) => [opening, rest] as const),
    )
    .map(([opening, rest]) => [
      { ...opening, id: 'f0', revision: 0, at: instantOf(base) } as Fact,
      ...rest.map(([telling, at, twice], i) => {
        const told = { ...telling, id: twice ? `f${i}` : `f${i + 1}`, revision: i + 1, at };
        return told as unknown as Fact;
      }),
    ]);

/** All instants that a slow judge names of a case: dues, limits, risks, decisions. */
function namedInstants(asked: Case): readonly number[] {
  return slowJudge(asked).verdicts.flatMap((verdict) =>
    ['dueAt', 'breachesAt', 'atRiskAt', 'decidedAt', 'measuredFrom'].flatMap((key) =>
      typeof verdict[key] === 'string' ? [Date.parse(verdict[key])] : [],
    ),
  );
}

/** Moves `now` and some facts to instants at which something is due, or a millisecond beside. */
function onTheEdge(asked: Case, dice: readonly number[]): Case {
  const named = namedInstants(asked).filter((at) => at < asked.now + 300 * HOUR);
  const [pick = 0, beside = 0, ...rest] = dice;
  const edge = (drawn: number): Instant | null => {
    const at = named[drawn % Math.max(1, named.length)];
    return at === undefined ? null : instantOf(at + (Math.floor(drawn / 100) % 3) - 1 + (drawn % 2));
  };
  const facts = asked.facts.map((fact, i) => {
    const drawn = rest[i] ?? 0;
    return fact.type === 'opened' || drawn % 4 !== 0 ? fact : { ...fact, at: edge(drawn >> 2) ?? fact.at };
  });
  return { ...asked, facts, now: (beside % 2 === 0 ? edge(pick) : null) ?? asked.now };
}

/** Cases that nobody wrote under rules that nobody wrote. */
export const wildCases: fc.Arbitrary<Case> = bases.chain((base) =>
  fc
    .tuple(
      wildRulebooks(base),
      factLists(base),
      hoursAfter(base, 5, 130),
      fc.boolean(),
      fc.array(fc.nat({ max: 10_000 }), { minLength: 24, maxLength: 24 }),
    )
    .map(([rulebook, facts, now, edgy, dice]) => {
      const asked: Case = { name: null, rulebook, facts, now };
      return edgy ? onTheEdge(asked, dice) : asked;
    }),
);
