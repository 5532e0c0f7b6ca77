const ROUNDS = 5;
const ROUND_S = 0.3;
const CHUNK_S = 0.01;

/** Does all of a slice; what it returns is kept, so that no work is optimised away. */
export type Batch<Item> = (slice: readonly Item[]) => number;

/**
 * Items a second of processor time of this process, all threads of it, in the best of five rounds: a neighbour's load does not count, the
 * collector's work does. Goes through the items again and again, from where the last round stopped; the slices are cut
 * before the clock runs. Fast and slow ones are measured alike, for `ROUNDS * ROUND_S` seconds at least; the first rounds warm up.
 */
export function perCoreSecond<Item>(items: readonly Item[], batch: Batch<Item>): number {
  // Asked twice: what is cold takes many times as long, and would be cut too small.
  chunkSize(items, batch);
  const slices = cut(items, chunkSize(items, batch));
  let next = 0;
  let best = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = coreSeconds();
    let done = 0;
    let took = 0;
    while (took < ROUND_S) {
      const slice = slices[next] ?? items;
      keep(batch(slice));
      next = (next + 1) % slices.length;
      done += slice.length;
      took = coreSeconds() - started;
    }
    best = Math.max(best, done / took);
  }
  return Math.round(best);
}

/** So many items, a power of two, that a look at the clock costs nothing beside them. */
function chunkSize<Item>(items: readonly Item[], batch: Batch<Item>): number {
  for (let size = 16; size < items.length; size *= 2) {
    const started = coreSeconds();
    keep(batch(items.slice(0, size)));
    if (coreSeconds() - started >= CHUNK_S) return size;
  }
  return items.length;
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
