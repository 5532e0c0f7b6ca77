/**
 * `unused / oldWithin * newWithin`, rounded to the millisecond, half up, in whole numbers (spec/judge.md, Changed).
 * @param unused milliseconds of the old target not used yet, not negative
 */
export function proportionalMs(unused: number, oldWithin: number, newWithin: number): number {
  const product = unused * newWithin;
  if (product * 2 + oldWithin <= Number.MAX_SAFE_INTEGER) {
    const doubled = 2 * product + oldWithin;
    return (doubled - (doubled % (2 * oldWithin))) / (2 * oldWithin);
  }
  const by = BigInt(oldWithin);
  return Number((2n * BigInt(unused) * BigInt(newWithin) + by) / (2n * by));
}
