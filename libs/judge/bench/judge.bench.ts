import { CompiledCalendar } from '../src/calendar/compiled-calendar.js';
import { compileRulebook, type Fact, instantOf, judge, type Rulebook } from '../src/index.js';
import { dueByTime } from '../src/targets/due.js';
import { netAdvance, type Taken } from '../src/targets/net-time.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FROM = Date.parse('2015-01-01T05:00:00Z');

const office = {
  timeZone: 'America/New_York',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:30', to: '17:00' }],
  holidays: [
    '2015-01-01',
    '2015-01-19',
    '2015-02-16',
    '2015-04-20',
    '2015-05-25',
    '2015-07-03',
    '2015-11-26',
    '2015-12-25',
  ],
};
const share = { digits: 75, scale: 2 };

/** Numbers that look random and are the same in every run. */
function* dice(seed: number): Generator<number, never> {
  let state = seed;
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The processor time of this process so far, in seconds: a neighbour's load does not count, the collector's work does. */
function coreSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** How often a second of one core `once` does its `count`, in the best of five rounds after a warm-up. */
function perSecond(count: number, once: () => unknown): number {
  let best = 0;
  once();
  for (let round = 0; round < 5; round += 1) {
    const started = coreSeconds();
    let done = 0;
    while (coreSeconds() - started < 0.3) {
      once();
      done += count;
    }
    best = Math.max(best, done / (coreSeconds() - started));
  }
  return Math.round(best);
}

interface Work {
  readonly from: number;
  readonly within: number;
  readonly taken: Taken;
}

/** Clocks of 1 to 40 hours that start at any instant of a year, with pauses of an hour each. */
function workload(pauses: number): readonly Work[] {
  const random = dice(1);
  return Array.from({ length: 20_000 }, (_, i) => {
    const from = Math.floor(FROM + random.next().value * 330 * DAY);
    const taken = Array.from({ length: pauses }, (_each, k) => [
      from + (k + 1) * 5 * HOUR,
      from + (k + 1) * 5 * HOUR + HOUR,
    ]);
    return { from, within: (1 + (i % 40)) * HOUR, taken: taken.flat() };
  });
}

function rateOf(pauses: number, dueAt: (calendar: CompiledCalendar, work: Work) => number | null): number {
  const calendar = new CompiledCalendar('office', office);
  const work = workload(pauses);
  let sum = 0;
  return perSecond(work.length, () => {
    for (const each of work) sum += dueAt(calendar, each) ?? 0;
    return sum;
  });
}

const due = (calendar: CompiledCalendar, { from, within, taken }: Work): number | null =>
  netAdvance(calendar, from, within, taken);
const dueAndBreach = (calendar: CompiledCalendar, { from, within, taken }: Work): number | null =>
  dueByTime(calendar, from, within, share, taken).breachesAt;

/** A ticket of Boston's 311: opened and resolved, a promise in working or calendar days by its type. */
function bostonLike(): { rulebook: Rulebook; cases: (readonly Fact[])[] } {
  const random = dice(2);
  const categories = Array.from({ length: 120 }, (_, i) => `type ${i}`);
  const targets = categories.map((category, i) => ({
    metric: 'resolution',
    category,
    within: `P${1 + (i % 30)}D`,
    days: i % 3 === 0 ? ('calendar' as const) : ('working' as const),
  }));
  const version = { effectiveUntil: null, supersedes: false, reach: 'new' as const };
  const terms = { timeZone: 'America/New_York', calendar: 'boston', tiers: { standard: targets } };
  const rulebook: Rulebook = {
    calendars: [
      {
        calendarId: 'boston',
        versions: [{ ...version, version: 1, effectiveFrom: null, position: 1, definition: office }],
      },
    ],
    timeline: [
      { ...version, version: 1, effectiveFrom: instantOf(FROM - 400 * DAY), position: 2, terms },
      { ...version, version: 2, effectiveFrom: instantOf(FROM + 46 * DAY), position: 3, terms },
    ],
    exclusions: [],
  };
  const cases = Array.from({ length: 20_000 }, (_, i): readonly Fact[] => {
    const at = instantOf(Math.floor(FROM + random.next().value * 330 * DAY));
    const closed = instantOf(at + Math.floor(random.next().value * 20 * DAY));
    const category = categories[i % categories.length] as string;
    return [
      { id: `${i}-0`, revision: 0, at, type: 'opened', tier: 'standard', priority: 'normal', category },
      { id: `${i}-1`, revision: 1, at: closed, type: 'resolved' },
    ];
  });
  return { rulebook, cases };
}

function casesJudged(): number {
  const { rulebook, cases } = bostonLike();
  const rules = compileRulebook(rulebook);
  const now = instantOf(FROM + 400 * DAY);
  return perSecond(cases.length, () => {
    let verdicts = 0;
    for (const facts of cases) verdicts += judge(facts, rules, now).verdicts.length;
    return verdicts;
  });
}

/** Rates a second on one core, on a business calendar with holidays and changes of the clocks. */
export function run(): Promise<Readonly<Record<string, number>>> {
  return Promise.resolve({
    dueTimesPerSecond: rateOf(0, due),
    dueTimesWithThreePausesPerSecond: rateOf(3, due),
    dueBreachAndRiskPerSecond: rateOf(0, dueAndBreach),
    dueBreachAndRiskWithThreePausesPerSecond: rateOf(3, dueAndBreach),
    casesPerSecond: casesJudged(),
  });
}
