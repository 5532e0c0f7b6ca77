import { benchEvent, EVENT_BYTES } from './bench-event.js';
import { byTurns, measured, quantile, type Rate } from './measure.js';
import { concurrent } from './appends.js';

it('makes events of the size that it says', () => {
  for (const n of [0, 7, 123_456]) expect(JSON.stringify(benchEvent(n).data)).toHaveLength(EVENT_BYTES);
});

it('takes things by turns and keeps the best of each', async () => {
  const order: string[] = [];
  const thing = (name: string, rates: readonly number[]) => (round: number) => {
    order.push(name + round);
    return Promise.resolve({ perSecond: rates[round] ?? 0, clientCores: 1 });
  };
  const best = await byTurns(3, { a: thing('a', [1, 5, 2]), b: thing('b', [9, 3, 4]) });
  expect(order).toEqual(['a0', 'b0', 'a1', 'b1', 'a2', 'b2']);
  expect([best.a.perSecond, best.b.perSecond]).toEqual([5, 9]);
});

it('divides the work by the time it took', async () => {
  const rate: Rate = await measured(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    return 1_000;
  });
  expect(rate.perSecond).toBeLessThanOrEqual(20_100);
  expect(rate.perSecond).toBeGreaterThan(0);
});

it('finds the value below which a share lies', () => {
  const sorted = Array.from({ length: 100 }, (_, i) => i);
  expect([0.5, 0.99, 1].map((share) => quantile(sorted, share))).toEqual([50, 99, 99]);
});

it('appends each event once, with so many in flight and never two on one stream', async () => {
  const appended: unknown[] = [];
  const busy = new Set<string>();
  let most = 0;
  const events = Array.from({ length: 100 }, (_, n) => benchEvent(n));
  const append = async (stream: string, given: readonly unknown[]) => {
    expect(busy.has(stream)).toBe(false);
    busy.add(stream);
    most = Math.max(most, busy.size);
    await new Promise((resolve) => setImmediate(resolve));
    busy.delete(stream);
    appended.push(...given);
  };
  await concurrent(append, 's', events, 8);
  expect(appended).toEqual(events);
  expect(most).toBe(8);
});
