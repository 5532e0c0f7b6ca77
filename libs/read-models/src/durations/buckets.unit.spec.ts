import fc from 'fast-check';
import { bucketOf, valueOfBucket, ZERO_BUCKET } from './buckets.js';

it('a bucket stands for each of its durations within 1 %', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 * 365 * 86_400_000 }), (ms) => {
      expect(Math.abs(valueOfBucket(bucketOf(ms)) - ms) / ms).toBeLessThanOrEqual(0.01 + 1e-9);
    }),
  );
});

it('no time at all has a bucket of its own', () => {
  expect(bucketOf(0)).toBe(ZERO_BUCKET);
  expect(valueOfBucket(ZERO_BUCKET)).toBe(0);
  expect(bucketOf(1)).toBe(0);
});

it('longer is never in an earlier bucket', () => {
  fc.assert(
    fc.property(fc.nat(1e12), fc.nat(1e12), (a, b) => {
      expect(bucketOf(Math.min(a, b))).toBeLessThanOrEqual(bucketOf(Math.max(a, b)));
    }),
  );
});
