import { instantOf, millisOf } from '#judge';
import { aVerdict } from '../testing/verdict.js';
import { isChanged, kindOf, pairs } from './difference.js';

const same = aVerdict();

describe('clocks side by side', () => {
  it('pairs by metric and cycle, and shows what is on one side only', () => {
    const first = aVerdict({ metric: 'first-response' });
    const second = aVerdict({ cycle: 2 });
    expect(pairs([first, same], [same, second])).toEqual([
      { metric: 'first-response', cycle: 1, before: first, after: null },
      { metric: 'resolution', cycle: 1, before: same, after: same },
      { metric: 'resolution', cycle: 2, before: null, after: second },
    ]);
  });

  it('has nothing to show where no clock ran', () => {
    expect(pairs([], [])).toEqual([]);
  });
});

describe('a changed verdict', () => {
  const against = (after: ReturnType<typeof aVerdict> | null) => ({
    metric: 'resolution',
    cycle: 1,
    before: same,
    after,
  });

  it.each([
    ['state', { state: 'breached' }],
    ['dueAt', { dueAt: instantOf(1001) }],
    ['breachesAt', { breachesAt: null }],
    ['decidedAt', { decidedAt: instantOf(501) }],
    ['elapsedMs', { elapsedMs: millisOf(499) }],
    ['targetMs', { targetMs: millisOf(2000) }],
    ['overrunMs', { overrunMs: millisOf(1) }],
  ] as const)('differs in %s', (_field, stated) => {
    expect(isChanged(against(aVerdict(stated)))).toBe(true);
  });

  it('is not one that only other terms or a goal stand behind', () => {
    expect(isChanged(against(aVerdict({ termsVersion: 'w1', goal: 0.9, facts: [] })))).toBe(false);
  });

  it('is named by the states of both sides', () => {
    expect(kindOf(against(aVerdict({ state: 'breached' })))).toBe('met>breached');
    expect(kindOf(against(aVerdict({ dueAt: instantOf(9) })))).toBe('same-state');
    expect(kindOf({ ...against(same), before: null })).toBe('none>met');
    expect(kindOf(against(null))).toBe('met>none');
  });
});
