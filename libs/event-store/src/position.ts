/** A log this long is refused rather than read wrongly. */
export const beyondRange = (position: number | bigint): RangeError =>
  new RangeError(`log position ${position} is beyond 2^53 - 1, the largest that is supported`);
