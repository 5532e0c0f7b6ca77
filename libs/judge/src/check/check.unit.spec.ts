import { checkCalendar } from './check-calendar.js';
import { checkTerms } from './check-terms.js';

const paths = (problems: readonly { readonly path: string }[]): string[] => problems.map(({ path }) => path);
const office = { timeZone: 'UTC', weekly: [{ days: ['mon'] as const, from: '09:00', to: '17:00' }] };
const known = (id: string) => (id === 'office' ? office : undefined);
const good = { tiers: { gold: [{ metric: 'resolution', within: 'PT4H', calendar: 'office', goal: 0.95 }] } };

describe('checking terms', () => {
  it('finds nothing wrong with good ones', () => {
    expect(checkTerms(good, known)).toEqual([]);
    expect(checkTerms({ ...good, credits: { fee: '1', currency: 'EUR', per: 'month' } }, known)).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['terms', 7],
    ['terms.tiers', {}],
    ['terms.nonsense', { ...good, nonsense: 1 }],
    ['terms.timeZone', { ...good, timeZone: 'Mars/Base' }],
    ['terms.calendar', { ...good, calendar: 'nowhere' }],
    ['terms.atRisk', { ...good, atRisk: 1.5 }],
    ['terms.reopen', { ...good, reopen: 'never' }],
    ['terms.change', { ...good, change: 'later' }],
    ['terms.pauses.hold', { ...good, pauses: { hold: 'resolution' } }],
    ['terms.metrics.handover.start[0]', { ...good, metrics: { handover: { start: ['now'], stop: ['response'] } } }],
    ['terms.metrics.update', { ...good, metrics: { update: { start: ['opened'], stop: ['response'] } } }],
    ['terms.tiers.gold[0].within', { tiers: { gold: [{ metric: 'resolution', within: 'P1W' }] } }],
    ['terms.tiers.gold[0].within', { tiers: { gold: [{ metric: 'resolution', within: 'PT0S' }] } }],
    ['terms.tiers.gold[0].within', { tiers: { gold: [{ metric: 'resolution' }] } }],
    ['terms.tiers.gold[0].goal', { tiers: { gold: [{ metric: 'resolution', within: null, goal: 0 }] } }],
    ['terms.tiers.gold[0].days', { tiers: { gold: [{ metric: 'resolution', within: 'P1D', days: 'sunny' }] } }],
    [
      'terms.tiers.gold[1]',
      { tiers: { gold: [...good.tiers.gold, { metric: 'resolution', priority: '*', within: null }] } },
    ],
    ['terms.credits.fee', { ...good, credits: { fee: 1, currency: 'EUR', per: 'month' } }],
    [
      'terms.credits.ladder[1].below',
      {
        ...good,
        credits: {
          fee: '1',
          currency: 'EUR',
          per: 'month',
          ladder: [
            { metric: 'resolution', below: '0.9', percent: '5' },
            { metric: 'resolution', below: '0.95', percent: '10' },
          ],
        },
      },
    ],
    ['terms.availability.goal', { ...good, availability: { goal: 2, per: 'month' } }],
  ])('finds %s', (path, terms) => {
    if (path === 'terms.tiers') expect(paths(checkTerms({}, known))).toEqual([path]);
    else expect(paths(checkTerms(terms, known))).toEqual([path]);
  });

  it('finds all at once', () => {
    expect(paths(checkTerms({ atRisk: 0, reopen: 1, tiers: { gold: 1 } }, known))).toHaveLength(3);
  });
});

describe('checking a calendar', () => {
  it('finds nothing wrong with a good one', () => {
    expect(
      checkCalendar({ ...office, holidays: ['2026-12-25'], exceptions: [{ date: '2026-12-24', windows: [] }] }),
    ).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['timeZone', { ...office, timeZone: '+01:00' }],
    ['weekly', { timeZone: 'UTC' }],
    ['weekly', { timeZone: 'UTC', weekly: [] }],
    ['weekly[0].days[0]', { ...office, weekly: [{ days: ['monday'], from: '09:00', to: '17:00' }] }],
    ['weekly[0].to', { ...office, weekly: [{ days: ['mon'], from: '09:00', to: '24:01' }] }],
    ['weekly[0].from', { ...office, weekly: [{ days: ['mon'], from: '9:00', to: '17:00' }] }],
    ['holidays[0]', { ...office, holidays: ['2026-02-30'] }],
    ['holidays[1]', { ...office, holidays: ['2026-12-25', '2026-12-25'] }],
    ['exceptions[0].windows', { ...office, exceptions: [{ date: '2026-12-24' }] }],
    ['reason', { ...office, reason: 'x' }],
  ])('finds %s', (path, definition) => {
    expect(paths(checkCalendar(definition, 'definition'))).toEqual([`definition.${path}`]);
  });

  it('lets a calendar open by an exception alone', () => {
    const exceptions = [{ date: '2031-05-01', windows: [{ from: '09:00', to: '17:00' }] }];
    expect(checkCalendar({ timeZone: 'UTC', weekly: [], exceptions })).toEqual([]);
  });
});
