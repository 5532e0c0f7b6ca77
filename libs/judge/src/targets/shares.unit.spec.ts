import fc from 'fast-check';
import { settings } from '../testing/settings.js';
import { atRiskAfter, shareOf } from './at-risk.js';
import { proportionalMs } from './proportional.js';

const within = fc.oneof(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 3_155_760_000_000 }));

describe('a share as written', () => {
  it.each<[number | string, number, number]>([
    [0.75, 75, 2],
    ['0.75', 75, 2],
    ['.5', 5, 1],
    [1, 1, 0],
    ['1.0', 10, 1],
    [1e-7, 1, 7],
    ['5E-2', 5, 2],
    ['1.5e+1', 15, 0],
    ['1e2', 1, -2],
  ])('%s keeps its digits', (written, digits, scale) => {
    expect(shareOf(written)).toEqual({ digits, scale });
  });

  it.each(['', '-1', 'x', '0,5', '1e', '1 ', ' 1', NaN])('%s is none', (written) => {
    if (written === '') expect(shareOf(written)).toEqual({ digits: 0, scale: 0 });
    else expect(() => shareOf(written)).toThrow(`"${written}" is no decimal`);
  });
});

describe('the milliseconds from which a target is at risk', () => {
  it.each<[number | string, number, number]>([
    [0.75, 4, 3],
    [0.75, 5, 4],
    [0.1, 10, 1],
    [0.1, 30, 3],
    [0.7, 10, 7],
    [1, 7, 7],
    ['0.123456789012345', 3_155_760_000_000, 389_599_996_494],
    ['1e0', 9, 9],
    ['10e-1', 9, 9],
    ['1e1', 9, 90],
    [0.75, 0, 0],
  ])('%s of so much', (share, targetMs, ms) => {
    expect(atRiskAfter(shareOf(share), targetMs)).toBe(ms);
  });

  it('are the least that are not under the share, exactly', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999_999_999_999 }),
        fc.integer({ min: 0, max: 18 }),
        within,
        (digits, scale, ms) => {
          const found = BigInt(atRiskAfter({ digits, scale }, ms));
          const reached = (at: bigint): boolean => at * 10n ** BigInt(scale) >= BigInt(digits) * BigInt(ms);
          if (found <= BigInt(Number.MAX_SAFE_INTEGER))
            expect([reached(found), reached(found - 1n)]).toEqual([true, false]);
        },
      ),
      settings,
    );
  });
});

describe('the unused share of a target, of another', () => {
  it.each([
    [1, 2, 1, 1],
    [1, 3, 1, 0],
    [2, 3, 1, 1],
    [1, 2, 3, 2],
    [0, 5, 100, 0],
    [5, 5, 100, 100],
    [3_600_000, 14_400_000, 28_800_000, 7_200_000],
  ])('%s', (unused, oldWithin, newWithin, ms) => {
    expect(proportionalMs(unused, oldWithin, newWithin)).toBe(ms);
  });

  it('is rounded to the millisecond, half up, exactly', () => {
    fc.assert(
      fc.property(within, within, fc.double({ min: 0, max: 1, noNaN: true }), (oldWithin, newWithin, share) => {
        const unused = Math.floor(oldWithin * share);
        const doubled = 2n * BigInt(unused) * BigInt(newWithin);
        const found = 2n * BigInt(proportionalMs(unused, oldWithin, newWithin)) * BigInt(oldWithin);
        // Half a millisecond either way, of which only the half below is rounded up.
        expect(doubled - found < BigInt(oldWithin) && doubled - found >= -BigInt(oldWithin)).toBe(true);
      }),
      settings,
    );
  });
});
