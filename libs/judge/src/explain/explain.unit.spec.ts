import { type Fact } from '../model/facts.js';
import { parseInstant } from '../time/iso-instant.js';
import { judge } from '../judge.js';
import { compileRulebook, type CompiledRulebook } from '../versions/rulebook.js';
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
    expect(explain(null, first(after), { after, facts })).toContain('where nothing was promised before; opened');
    expect(explain(first(before), null, { before, facts })).toMatch(
      /^No promise of resolution is left; terms 1 promise/,
    );
    expect(explain(null, null)).toBe('Nothing was promised.');
  });
});
