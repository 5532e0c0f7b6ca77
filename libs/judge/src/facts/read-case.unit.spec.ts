import { type Fact } from '../model/facts.js';
import { instantOf } from '../model/time.js';
import { readCase } from './read-case.js';

const opened = { id: 'o', revision: 0, at: instantOf(0), type: 'opened', tier: 'gold', priority: 'high' } as const;
const then = (...types: readonly object[]): Fact[] => [
  opened,
  ...types.map((type, i) => ({ id: `f${i}`, revision: i + 1, at: instantOf(10 * (i + 1)), ...type }) as Fact),
];

describe('where a ticket stands', () => {
  it.each<[string, readonly object[], number | null]>([
    ['open', [], null],
    ['paused', [{ type: 'paused', reason: 'wait' }], null],
    ['open', [{ type: 'paused', reason: 'wait' }, { type: 'resumed' }], null],
    ['resolved', [{ type: 'resolved' }], 10],
    ['closed', [{ type: 'resolved' }, { type: 'closed' }], 10],
    ['closed', [{ type: 'closed' }], 10],
    ['open', [{ type: 'closed' }, { type: 'reopened' }], null],
    ['cancelled', [{ type: 'cancelled' }], 10],
    ['cancelled', [{ type: 'resolved' }, { type: 'cancelled' }], 10],
  ])('%s', (status, types, finishedAt) => {
    expect(readCase(then(...types)).ticket).toMatchObject({ status, tier: 'gold', openedAt: 0, finishedAt });
  });

  it('looks at no fact later than it is told, and at each id once, in whatever order', () => {
    const facts = then({ type: 'resolved' }, { type: 'reopened' });
    expect(readCase(facts, instantOf(19)).ticket?.status).toBe('resolved');
    expect(readCase(facts, instantOf(20)).ticket?.status).toBe('open');
    expect(readCase([...facts, ...facts].reverse())).toEqual(readCase(facts));
    expect(readCase(facts).ignored).toEqual([]);
  });

  it('says what is ignored, and leaves excuses to the judge', () => {
    const facts = then({ type: 'resumed' }, { type: 'excused', metric: 'm', cycle: 1, reason: 'r' }, { type: 'x' });
    expect(readCase(facts).ignored).toEqual([
      { id: 'f0', reason: 'the ticket is not paused' },
      { id: 'f2', reason: '"x" is no known type of fact' },
    ]);
    expect(readCase(facts.slice(1, 2))).toEqual({
      ticket: null,
      ignored: [{ id: 'f0', reason: 'the ticket was never opened' }],
    });
  });
});
