import { plannedAppend } from './appends.js';
import { seedOf } from './random.js';

it('no two appends of a writer are planned alike', () => {
  // Of seed 164 the second writer once planned its 8th and its 66th append with the same id.
  for (const seed of [5, 164]) {
    const ids = Array.from({ length: 400 }, (_, n) => plannedAppend(seed, 2, n).ids).flat();
    expect(new Set(ids).size).toBe(ids.length);
  }
});

it('seeds that differ in the last number differ', () => {
  const seeds = Array.from({ length: 10_000 }, (_, n) => seedOf(3, n));
  expect(new Set(seeds).size).toBe(seeds.length);
});
