import { type Fact } from '../model/facts.js';
import { parseInstant } from '../time/iso-instant.js';
import { judge } from '../judge.js';
import { compileRulebook, type CompiledRulebook } from '../versions/rulebook.js';
import { instantOf, millisOf } from '../model/time.js';
import { type Verdict } from '../model/verdict.js';
import { length, moment, within } from './english.js';
import { explain } from './explain.js';

const at = parseInstant;

/** A rulebook with one version that promises resolution within a time. */
function promising(version: number | string, within: string | null): CompiledRulebook {
  const weekly = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:30', to: '17:00' }];
  const base = { effectiveFrom: null, effectiveUntil: null, reach: 'new' as const, supersedes: false };
  const tiers = { standard: [{ metric: 'resolution', within }] };
  const terms = { timeZone: 'America/New_York', calendar: 'boston', tiers };
  return compileRulebook({
    calendars: [
      {
        calendarId: 'boston',
        versions: [{ ...base, version: 1, position: 1, definition: { timeZone: 'America/New_York', weekly } }],
      },
    ],
    timeline: [{ ...base, version, position: 2, terms }],
    exclusions: [],
  });
}

const facts: readonly Fact[] = [
  { id: 'a', revision: 0, at: at('2015-02-19T14:12:00Z'), type: 'opened', tier: 'standard', priority: 'normal' },
  { id: 'b', revision: 1, at: at('2015-03-12T14:00:00Z'), type: 'resolved' },
];
const now = at('2015-06-01T00:00:00Z');
const before = promising(1, 'P20D');
const after = promising('w1', 'P12D');
const first = (rules: CompiledRulebook) => judge(facts, rules, now).verdicts[0] ?? null;

describe('why a verdict is what it is', () => {
  it('names both terms, both due times, the facts that decided and what came of it', () => {
    expect(explain(first(before), first(after), { before, after, facts })).toBe(
      'Due 9 March 2015 09:12 instead of 19 March 2015 09:12 (America/New_York), because terms w1 promise resolution within ' +
        '12 working days instead of 20 working days under terms 1; opened 19 February 2015 09:12 and resolved 12 March 2015 ' +
        '10:00, so the promise was broken by 1 day 2 hours instead of kept.',
    );
  });

  it('says as much as it can without the rules and the facts', () => {
    expect(explain(first(before), first(after))).toBe(
      'Due 9 March 2015 13:12 instead of 19 March 2015 13:12 (UTC), because terms w1 promise resolution within 12 days instead ' +
        'of 20 days under terms 1; started 19 February 2015 14:12 and resolved 12 March 2015 14:00, so the promise was broken ' +
        'by 1 day 2 hours instead of kept.',
    );
  });

  it('tells of a promise that is new, and of one that is gone', () => {
    expect(explain(null, first(after), { after, facts })).toBe(
      'Terms w1 promise resolution within 12 working days, due 9 March 2015 09:12 (America/New_York), where nothing was ' +
        'promised before; opened 19 February 2015 09:12 and resolved 12 March 2015 10:00, so the promise was broken by 1 day 2 hours.',
    );
    expect(explain(first(before), null, { before, facts })).toBe(
      'No resolution is promised any more; before, terms 1 promise resolution within 20 working days, due 19 March 2015 09:12 ' +
        '(America/New_York); opened 19 February 2015 09:12 and resolved 12 March 2015 10:00, so the promise was kept.',
    );
    expect(explain(null, null)).toBe('Nothing was promised.');
  });

  const plain: Verdict = {
    metric: 'resolution',
    cycle: 1,
    state: 'running',
    startedAt: at('2026-06-01T08:00:00Z'),
    measuredFrom: at('2026-06-01T08:00:00Z'),
    dueAt: at('2026-06-01T12:00:00Z'),
    breachesAt: at('2026-06-01T12:00:00Z'),
    stoppedAt: null,
    decidedAt: null,
    elapsedMs: millisOf(0),
    targetMs: millisOf(14_400_000),
    overrunMs: millisOf(0),
    within: 'PT4H',
    atRiskAt: null,
    atRisk: false,
    excused: null,
    marks: [],
    reason: null,
    termsVersion: 1,
    calendar: 'office@1',
    tier: 'gold',
    priority: 'high',
    category: null,
    team: null,
    goal: null,
    facts: ['a'],
  };
  const stopped = { stoppedAt: at('2026-06-01T10:00:30Z') };
  const due = 'Due 1 June 2026 12:00 as before (UTC), because terms 1 hold on both sides and other time counts';

  it.each<[string, Partial<Verdict>, Partial<Verdict>, string]>([
    [
      'the same twice',
      {},
      {},
      `${due}; started 1 June 2026 08:00 and not stopped yet, so the promise is running as before.`,
    ],
    [
      'a pause, which hides the due time',
      {},
      { state: 'paused', dueAt: null },
      'Due at a time not known yet instead of 1 June 2026 12:00 (UTC), because terms 1 hold on both sides and other time counts; ' +
        'started 1 June 2026 08:00 and not stopped yet, so the promise is paused instead of running.',
    ],
    [
      'an excuse',
      { state: 'breached', overrunMs: millisOf(1), ...stopped },
      { state: 'breached', overrunMs: millisOf(1), excused: 'storm', ...stopped },
      `${due}; started 1 June 2026 08:00 and resolved 1 June 2026 10:00:30, so the promise was broken by 1 millisecond, excused ` +
        '(storm) instead of broken by 1 millisecond.',
    ],
    [
      'a clock cut off',
      { state: 'met', metric: 'update', ...stopped },
      { state: 'void', metric: 'update', reason: 'resolved', ...stopped },
      `${due}; started 1 June 2026 08:00 and stopped 1 June 2026 10:00:30, so the promise is void because the ticket was resolved ` +
        'first instead of kept.',
    ],
    [
      'a cancelled one',
      { state: 'met', ...stopped },
      { state: 'void', reason: 'cancelled', ...stopped },
      `${due}; started 1 June 2026 08:00 and stopped 1 June 2026 10:00:30, so the promise is void because the ticket was cancelled ` +
        'instead of kept.',
    ],
    [
      'a target that went',
      {},
      { state: 'void', reason: 'no-target', within: null, dueAt: null, calendar: null, termsVersion: 2, ...stopped },
      'Due at a time not known yet instead of 1 June 2026 12:00 (UTC), because terms 2 promise no resolution instead of 4 hours ' +
        'under terms 1; started 1 June 2026 08:00 and stopped 1 June 2026 10:00:30, so the promise is void because nothing was ' +
        'promised any more instead of running.',
    ],
    [
      'a target that came',
      { state: 'void', reason: 'no-target', within: null, calendar: null, metric: 'first-response' },
      { termsVersion: 2, metric: 'first-response' },
      'Due 1 June 2026 12:00 as before (UTC), because terms 2 promise a first response within 4 hours instead of none under terms 1; ' +
        'started 1 June 2026 08:00 and not stopped yet, so the promise is running instead of void because nothing was promised any more.',
    ],
    [
      'another version, calendar and start',
      { metric: 'next-response' },
      {
        metric: 'next-response',
        termsVersion: 'w1',
        calendar: 'office@2',
        measuredFrom: at('2026-06-01T09:00:00Z'),
        dueAt: at('2026-06-01T13:00:01Z'),
      },
      'Due 1 June 2026 13:00:01 instead of 1 June 2026 12:00 (UTC), because terms w1 hold instead of terms 1, calendar office@2 counts ' +
        'instead of office@1 and it is measured from 1 June 2026 09:00 instead of 1 June 2026 08:00; started 1 June 2026 08:00 and not ' +
        'stopped yet, so the promise is running as before.',
    ],
  ])('tells of %s', (_name, was, is, words) => {
    expect(explain({ ...plain, ...was }, { ...plain, ...is })).toBe(words);
  });

  it('names each kind of fact as one says it, the first and the last of many, by the clock of whom it tells', () => {
    const said = (...more: readonly Pick<Fact, 'type'>[]): string => {
      const named = more.map(
        (fact, i) => ({ id: `f${i}`, revision: i, at: at('2026-06-01T08:00:00Z'), ...fact }) as Fact,
      );
      const verdict = { ...plain, facts: named.map(({ id }) => id) };
      return explain(verdict, verdict, { facts: [...named, ...facts], timeZone: 'Asia/Kathmandu' });
    };
    const words: [object, string][] = [
      [{ type: 'opened' }, 'opened'],
      [{ type: 'response' }, 'answered'],
      [{ type: 'customer-reply' }, 'the customer replied'],
      [{ type: 'milestone:accepted' }, 'milestone accepted'],
      [{ type: 'paused', reason: 'parts' }, 'paused (parts)'],
      [{ type: 'priority', priority: 'low' }, 'priority changed to low'],
      [{ type: 'tier', tier: 'gold' }, 'tier changed to gold'],
      [{ type: 'category', category: 'mail' }, 'category changed to mail'],
    ];
    for (const [fact, word] of words)
      expect(said(fact as Fact)).toContain(`; ${word} 1 June 2026 13:45, so the promise`);
    const many = Array.from({ length: 5 }, () => ({ type: 'assigned' }) as const);
    const one = 'assigned 1 June 2026 13:45';
    expect(said(...many.slice(1))).toContain(`; ${one}, ${one}, ${one} and ${one}, so`);
    expect(said(...many)).toContain(`; ${one}, ${one}, ..., ${one} and ${one}, so`);
  });
});

describe('English', () => {
  it.each<[number, string]>([
    [0, 'no time'],
    [1, '1 millisecond'],
    [999, '999 milliseconds'],
    [1000, '1 second'],
    [61_000, '1 minute 1 second'],
    [3_661_001, '1 hour 1 minute'],
    [7_200_000, '2 hours'],
    [86_400_000, '1 day'],
    [90_000_000, '1 day 1 hour'],
    [86_400_001, '1 day 1 millisecond'],
  ])('says %s ms in its two largest units', (ms, words) => {
    expect(length(ms)).toBe(words);
  });

  it.each<['working' | 'calendar' | null, string, string]>([
    [null, 'P1D', '1 day'],
    ['working', 'P1D', '1 working day'],
    ['calendar', 'P3D', '3 calendar days'],
    ['working', 'P2DT30M', '2 working days and 30 minutes'],
    [null, 'PT4H', '4 hours'],
  ])('says a duration of %s days', (kind, duration, words) => {
    expect(within(duration, kind)).toBe(words);
  });

  it('names every month', () => {
    const months = Array.from({ length: 12 }, (_, i) => moment(instantOf(Date.UTC(2026, i, 9)), 'UTC'));
    expect(months.join(', ')).toBe(
      '9 January 2026 00:00, 9 February 2026 00:00, 9 March 2026 00:00, 9 April 2026 00:00, 9 May 2026 00:00, ' +
        '9 June 2026 00:00, 9 July 2026 00:00, 9 August 2026 00:00, 9 September 2026 00:00, 9 October 2026 00:00, ' +
        '9 November 2026 00:00, 9 December 2026 00:00',
    );
  });
});
