/** Buckets grow by this factor; the value that stands for one is at most 1 % from any in it. */
const GROWTH = 1.01 / 0.99;
const LOG_GROWTH = Math.log(GROWTH);

/** The bucket of clocks that took no time. */
export const ZERO_BUCKET = -1;

/** The bucket of a duration in milliseconds (0 or more): bucket `i` holds `(GROWTH^(i-1), GROWTH^i]` (DDSketch). */
export const bucketOf = (ms: number): number =>
  ms < 1 ? ZERO_BUCKET : Math.max(0, Math.ceil(Math.log(ms) / LOG_GROWTH));

/** The duration in milliseconds that stands for a bucket: within 1 % of every one that it holds. */
export const valueOfBucket = (bucket: number): number =>
  bucket === ZERO_BUCKET ? 0 : (2 * GROWTH ** bucket) / (GROWTH + 1);
