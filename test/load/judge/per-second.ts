const ROUNDS = 5;
const ROUND_S = 0.3;
/** What a slice takes, so that a look at the clock costs nothing beside it; found out while warming up. */
const SLICE_S = 0.01;
const FIRST_SIZE = 64;

/** Does all of a slice; what it returns is kept, so that no work is optimised away. */
export type Batch<Item> = (slice: readonly Item[]) => number;

/**
 * Items a second of processor time of this process, all threads of it, in the best of five rounds: a neighbour's load does
 * not count, the collector's work does. Goes through the items again and again, each round from another place; the
 * slices are cut before the clock runs. Fast and slow ones are measured alike, for `ROUNDS * ROUND_S` seconds at least.
 */
export function perCoreSecond<Item>(items: readonly Item[], batch: Batch<Item>): number {
  const warm = rate(cut(items, FIRST_SIZE), batch);
  const slices = cut(items, Math.ceil(warm * SLICE_S));
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) best = Math.max(best, rate(slices, batch, round));
  return Math.round(best);
}

/** Items a second over `ROUND_S` seconds, from a slice on that is another in each round. */
function rate<Item>(slices: readonly (readonly Item[])[], batch: Batch<Item>, round = 0): number {
  let next = Math.floor((slices.length * round) / ROUNDS);
  let done = 0;
  let took = 0;
  for (const started = coreSeconds(); took < ROUND_S; took = coreSeconds() - started) {
    const slice = slices[next] ?? [];
    keep(batch(slice));
    done += slice.length;
    next = (next + 1) % slices.length;
  }
  return done / took;
}

function cut<Item>(items: readonly Item[], size: number): (readonly Item[])[] {
  const slices: (readonly Item[])[] = [];
  for (let from = 0; from < items.length; from += size) slices.push(items.slice(from, from + size));
  return slices;
}

function coreSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

let kept = 0;

function keep(value: number): void {
  kept = (kept + value) % 1_000_003;
}
