import { instantOf, type Verdict } from '#judge';
import { aVerdict } from '../testing/verdict.js';
import { noCounts } from './counts.js';
import { pairs } from './difference.js';
import { Tally, totals } from './tally.js';

const span = { from: instantOf(100), to: instantOf(1000) };
const ticket = (before: Verdict, after: Verdict = before) => pairs([before], [after]);
const tallied = (...tickets: ReturnType<typeof ticket>[]) => {
  const tally = new Tally(span);
  for (const clocks of tickets) tally.ticket(clocks);
  return tally.result();
};

describe('what an audit counts', () => {
  it.each([
    ['decided before the span', { decidedAt: instantOf(99) }, 0],
    ['decided at its start', { decidedAt: instantOf(100) }, 1],
    ['decided at its end', { decidedAt: instantOf(1000) }, 0],
    ['undecided', { state: 'running', decidedAt: null }, 1],
  ] as const)('a verdict %s', (_when, stated, n) => {
    const { before } = totals(tallied(ticket(aVerdict(stated))).groups);
    expect(before.met + before.running).toBe(n);
  });

  it('an excused breach as breached and as excused', () => {
    const { groups } = tallied(ticket(aVerdict({ state: 'breached', excused: 'weather' })));
    expect(totals(groups).before).toEqual({ ...noCounts(), breached: 1, excused: 1 });
  });

  it('each side in its own group', () => {
    const { groups } = tallied(ticket(aVerdict({ tier: 'gold' }), aVerdict({ tier: 'bronze' })));
    expect(groups).toEqual([
      {
        metric: 'resolution',
        tier: 'bronze',
        priority: 'high',
        category: null,
        before: noCounts(),
        after: { ...noCounts(), met: 1 },
      },
      {
        metric: 'resolution',
        tier: 'gold',
        priority: 'high',
        category: null,
        before: { ...noCounts(), met: 1 },
        after: noCounts(),
      },
    ]);
  });

  it('changed verdicts by kind, changed cases once', () => {
    const late = aVerdict({ state: 'breached' });
    const tally = new Tally(span);
    const changed = tally.ticket(pairs([aVerdict({ metric: 'a' }), aVerdict()], [{ ...late, metric: 'a' }, late]));
    tally.ticket(ticket(aVerdict()));
    tally.without('t3', 'no open time');
    expect(changed).toHaveLength(2);
    expect(tally.result()).toMatchObject({
      judged: 2,
      changed: 1,
      changes: { 'met>breached': 2 },
      unjudged: [{ ticketId: 't3', reason: 'no open time' }],
    });
  });

  it('the same whole, however it is cut into parts', () => {
    const tickets = [
      ticket(aVerdict(), aVerdict({ state: 'breached' })),
      ticket(aVerdict({ category: 'mail' })),
      ticket(aVerdict({ priority: 'low', state: 'void' }), aVerdict({ dueAt: null })),
    ];
    const merged = new Tally(span);
    for (const part of [tallied(...tickets.slice(2)), tallied(...tickets.slice(0, 2))]) merged.add(part);
    expect(merged.result()).toEqual(tallied(...tickets));
  });
});
