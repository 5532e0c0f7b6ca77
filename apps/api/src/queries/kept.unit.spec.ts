import { Kept } from './kept.js';

describe('what is kept', () => {
  let dropped: string[];
  const kept = (keepMs: number) =>
    new Kept<string>(2, keepMs, (value) => {
      dropped.push(value);
      return Promise.resolve();
    });
  beforeEach(() => (dropped = []));

  it('is taken once, and dropped by whoever puts it aside no more', async () => {
    const shelf = kept(60_000);
    shelf.put('a', 'one');
    expect([shelf.take('a'), shelf.take('a'), shelf.take('b')]).toEqual(['one', undefined, undefined]);
    expect(dropped).toEqual([]);
    shelf.put('a', 'one');
    shelf.put('a', 'another');
    shelf.put('b', 'two');
    shelf.put('c', 'three');
    expect(dropped).toEqual(['one', 'another']);
    await shelf.clear();
    expect(dropped).toEqual(['one', 'another', 'two', 'three']);
  });

  it('goes after a while', async () => {
    const shelf = kept(5);
    shelf.put('a', 'one');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([shelf.take('a'), dropped]).toEqual([undefined, ['one']]);
  });
});
