import { gather } from './gather.js';
import { pause, waitBefore } from './retry.js';

async function* numbers(to: number, taken: number[] = []): AsyncGenerator<number[]> {
  for (let i = 0; i < to; i += 1) {
    taken.push(i);
    yield [i];
    await Promise.resolve();
  }
}

const collect = async <T>(source: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = [];
  for await (const item of source) all.push(item);
  return all;
};

it('gives every item once, in order, in batches that are not too large', async () => {
  const batches = await collect(gather(numbers(25), { maxItems: 10, maxWaitMs: 1_000 }));
  expect(batches.flat()).toEqual(Array.from({ length: 25 }, (_, i) => i));
  expect(Math.max(...batches.map((batch) => batch.length))).toBeLessThanOrEqual(10);
});

it('cuts what comes at once into batches', async () => {
  async function* many(): AsyncGenerator<number[]> {
    yield [];
    yield Array.from({ length: 23 }, (_, i) => i);
    await Promise.resolve();
    yield [23, 24];
  }
  const batches = await collect(gather(many(), { maxItems: 10, maxWaitMs: 50 }));
  expect(batches.map((batch) => batch.length)).toEqual([10, 10, 5]);
  expect(batches.flat()).toEqual(Array.from({ length: 25 }, (_, i) => i));
});

it('does not wait for a batch to fill for longer than it is told', async () => {
  async function* slow(): AsyncGenerator<string[]> {
    yield ['first'];
    await pause(200);
    yield ['second'];
  }
  const batches = await collect(gather(slow(), { maxItems: 10, maxWaitMs: 5 }));
  expect(batches).toEqual([['first'], ['second']]);
});

it('holds no more than one batch while the consumer works on another', async () => {
  const taken: number[] = [];
  for await (const batch of gather(numbers(1_000, taken), { maxItems: 10, maxWaitMs: 5 })) {
    await pause(2);
    expect(taken.length).toBeLessThanOrEqual((batch.at(-1) ?? 0) + 1 + 11);
    if (taken.length > 100) break;
  }
});

it('gives what came before an error, then the error', async () => {
  async function* broken(): AsyncGenerator<number[]> {
    yield [1];
    await Promise.resolve();
    throw new Error('cut');
  }
  const seen: number[] = [];
  const run = async () => {
    for await (const batch of gather(broken(), { maxItems: 10, maxWaitMs: 5 })) seen.push(...batch);
  };
  await expect(run()).rejects.toThrow('cut');
  expect(seen).toEqual([1]);
});

it('keeps an error of the source for a consumer that is still at work', async () => {
  async function* broken(): AsyncGenerator<number[]> {
    yield [1];
    await pause(10);
    throw new Error('cut');
  }
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  const run = async () => {
    for await (const _ of gather(broken(), { maxItems: 10, maxWaitMs: 1 })) await pause(40);
  };
  await expect(run()).rejects.toThrow('cut');
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});

it('ends its source when the consumer leaves', async () => {
  let ended = false;
  async function* source(): AsyncGenerator<number[]> {
    try {
      for (let i = 0; ; i += 1) {
        yield [i];
        await pause(1);
      }
    } finally {
      ended = true;
    }
  }
  for await (const _ of gather(source(), { maxItems: 2, maxWaitMs: 5 })) break;
  await pause(20);
  expect(ended).toBe(true);
});

it('waits grow, stay under the most, and differ', () => {
  const waits = (random: number) =>
    [0, 1, 2, 10, 1000].map((repeat) => waitBefore(repeat, { firstMs: 50, mostMs: 2_000, random: () => random }));
  expect(waits(0)).toEqual([25, 50, 100, 1_000, 1_000]);
  expect(waits(0.5)).toEqual([37.5, 75, 150, 1_500, 1_500]);
});
