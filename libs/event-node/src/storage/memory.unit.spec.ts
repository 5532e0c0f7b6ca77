import { BlockBuilder } from './block-builder.js';
import { BLOCK_BYTES } from './log.js';
import { Lru } from './lru.js';
import { RecentIds } from './recent-ids.js';

test('what is used stays, what is not is forgotten', () => {
  const lru = new Lru<number, string>(10);
  for (let i = 0; i < 100; i++) {
    lru.set(i, String(i));
    expect(lru.get(0)).toBe('0');
  }
  expect(lru.get(50)).toBeUndefined();
  lru.delete(0);
  expect(lru.get(0)).toBeUndefined();
});

test('an id keeps its first place until two generations have gone by', () => {
  const ids = new RecentIds(3);
  ids.add('a', { stream: 's', revision: 0 });
  ids.add('a', { stream: 'other', revision: 7 });
  for (const id of ['b', 'c', 'd', 'e']) ids.add(id, { stream: 's', revision: 1 });
  expect(ids.get('a')).toEqual({ stream: 's', revision: 0 });
  for (const id of ['f', 'g', 'h']) ids.add(id, { stream: 's', revision: 1 });
  expect(ids.get('a')).toBeUndefined();
});

test('frames lie side by side in blocks; positions are offsets, and gaps are kept', () => {
  const builder = new BlockBuilder(64);
  const put = (size: number): number => builder.add(size, (target, at) => target.fill(size % 251, at, at + size));
  expect([put(1000), put(2000)]).toEqual([64, 64]);
  expect(put(BLOCK_BYTES)).toBe(3064);
  expect(builder.skip(1)).toBe(3064 + BLOCK_BYTES);
  expect(put(10)).toBe(3065 + BLOCK_BYTES);
  expect(builder.finish().map(({ start, bytes }) => [start, bytes.length])).toEqual([
    [64, 3000],
    [3064, BLOCK_BYTES],
    [3065 + BLOCK_BYTES, 10],
  ]);
  expect(builder.tail).toBe(3075 + BLOCK_BYTES);
});
