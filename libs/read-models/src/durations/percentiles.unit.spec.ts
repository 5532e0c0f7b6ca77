import fc from 'fast-check';
import { bucketOf } from './buckets.js';
import { summarise } from './percentiles.js';

const histogramOf = (durations: readonly number[]): Map<number, number> => {
  const histogram = new Map<number, number>();
  for (const ms of durations) histogram.set(bucketOf(ms), (histogram.get(bucketOf(ms)) ?? 0) + 1);
  return histogram;
};

describe('a summary of durations', () => {
  it('has nothing to say of none', () => {
    expect(summarise(new Map(), 0)).toEqual({ count: 0, mean: null, p50: null, p90: null, p95: null, p99: null });
  });

  it('is within 1 % of the nearest rank (and half a millisecond)', () => {
    const durations = fc.array(fc.integer({ min: 0, max: 400 * 86_400_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(durations, (all) => {
        const sorted = [...all].sort((a, b) => a - b);
        const sum = all.reduce((total, ms) => total + ms, 0);
        const summary = summarise(histogramOf(all), sum);
        expect(summary).toMatchObject({ count: all.length, mean: Math.round(sum / all.length) });
        for (const p of [50, 90, 95, 99] as const) {
          const exact = sorted[Math.max(1, Math.ceil((p * all.length) / 100)) - 1]!;
          expect(Math.abs(summary[`p${p}`]! - exact)).toBeLessThanOrEqual(exact * 0.0100001 + 0.5);
        }
      }),
    );
  });
});
