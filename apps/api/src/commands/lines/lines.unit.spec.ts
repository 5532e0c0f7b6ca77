import { runInOrder } from './run-in-order.js';
import { splitLines } from './split-lines.js';

async function* chunks(...texts: readonly string[]) {
  for (const text of texts) yield await Promise.resolve(Buffer.from(text));
}

async function* items<T>(...all: readonly T[]) {
  for (const item of all) yield await Promise.resolve(item);
}

async function all<T>(from: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of from) found.push(item);
  return found;
}

const tick = () => new Promise((resolve) => setImmediate(resolve));

describe('Splitting lines', () => {
  const split = async (limit: number, ...texts: readonly string[]) =>
    (await all(splitLines(chunks(...texts), limit))).map(({ line, bytes }) => [line, bytes?.toString() ?? null]);

  it('joins what chunks tear apart, counts blank lines, takes a last line without an end', async () => {
    expect(await split(10, 'a', 'b\n\nc\r', '\nd')).toEqual([
      [1, 'ab'],
      [2, ''],
      [3, 'c'],
      [4, 'd'],
    ]);
  });

  it('holds nothing of a line beyond the limit, and goes on after it', async () => {
    expect(await split(3, 'abc\nab', 'cd', 'e\nx\n', 'toolong')).toEqual([
      [1, 'abc'],
      [2, null],
      [3, 'x'],
      [4, null],
    ]);
  });

  it('gives nothing for nothing', async () => {
    expect(await split(3)).toEqual([]);
    expect(await split(3, '', 'a\n')).toEqual([[1, 'a']]);
  });
});

describe('Running in order', () => {
  const how = { atOnce: 4, window: 8, laneOf: (item: string) => (item === '|' ? null : (item[0] ?? '')) };

  it('answers in the order of the items, whichever is done first', async () => {
    const run = async (item: string) => {
      for (let wait = Number(item[1]); wait > 0; wait -= 1) await tick();
      return item;
    };
    const answers = await all(runInOrder(items('a9', 'b1', 'c5', 'd0', 'e3', 'f0'), { ...how, run }));
    expect(answers.flat()).toEqual(['a9', 'b1', 'c5', 'd0', 'e3', 'f0']);
  });

  it('runs one lane one by one, a few lanes side by side, and an item without a lane alone', async () => {
    const running = new Set<string>();
    let most = 0;
    const run = async (item: string) => {
      const lanes = [...running].map(([lane]) => lane);
      expect(lanes).not.toContain(item[0]);
      if (item === '|' || running.has('|')) expect(running.size).toBe(0);
      running.add(item);
      most = Math.max(most, running.size);
      await tick();
      running.delete(item);
      return item;
    };
    const list = ['a1', 'b1', 'a2', 'c1', 'd1', 'e1', '|', 'a3', '|', '|', 'f1', 'a4'];
    expect((await all(runInOrder(items(...list), { ...how, run }))).flat()).toEqual(list);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(how.atOnce);
  });

  it('takes in no more than the window while nobody reads, and stops taking when the reader leaves', async () => {
    let taken = 0;
    let closed = false;
    async function* endless() {
      try {
        for (;;) yield await Promise.resolve(`x${(taken += 1)}`);
      } finally {
        closed = true;
      }
    }
    const answers = runInOrder(endless(), { ...how, run: (item) => Promise.resolve(item) });
    await answers.next();
    for (let i = 0; i < 200; i += 1) await tick();
    expect(taken).toBeLessThanOrEqual(2 * how.window + how.atOnce);
    await answers.return(undefined);
    for (let i = 0; i < 20; i += 1) await tick();
    expect(closed).toBe(true);
  });
});
