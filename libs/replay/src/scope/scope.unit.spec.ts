import { instantOf, type TicketView } from '#judge';
import { aRequest } from '../testing/seed.js';
import { isInScope, scopeOf } from './scope.js';

const span = { from: instantOf(100), to: instantOf(200) };
const ticket = (openedAt: number, finishedAt: number | null): TicketView => ({
  status: finishedAt === null ? 'open' : 'resolved',
  tier: 'gold',
  priority: 'high',
  category: null,
  team: null,
  agent: null,
  openedAt: instantOf(openedAt),
  finishedAt: finishedAt === null ? null : instantOf(finishedAt),
});

describe('a case in scope', () => {
  it.each([
    ['opened at the end', ticket(200, null), false],
    ['opened right before the end', ticket(199, null), true],
    ['finished right before the beginning', ticket(0, 99), false],
    ['finished at the beginning', ticket(0, 100), true],
    ['open since ever', ticket(0, null), true],
    ['never opened', null, false],
  ])('%s: %j', (_what, view, expected) => {
    expect(isInScope(view, span)).toBe(expected);
  });
});

it('a request for every agreement has no list of them', () => {
  expect(scopeOf(aRequest({ agreements: '*' })).agreements).toBeNull();
  expect(scopeOf(aRequest()).agreements).toEqual(['acme']);
});
