import { Turns } from './turns.js';

const soon = <T>(work: Promise<T>): Promise<T | 'waits'> =>
  Promise.race([work, new Promise<'waits'>((resolve) => setTimeout(() => resolve('waits'), 5))]);

it('lets so many in at once, and the next in their order', async () => {
  const turns = new Turns(2, 1_000);
  const first = await turns.take();
  const second = await turns.take();
  const third = turns.take();
  const fourth = turns.take();
  expect(await soon(third)).toBe('waits');
  first!();
  first!();
  expect(await soon(third)).toBeInstanceOf(Function);
  expect(await soon(fourth)).toBe('waits');
  second!();
  (await third)!();
  (await fourth)!();
  expect(await soon(turns.take())).toBeInstanceOf(Function);
});

it('waits no longer than it should, and who gave up takes no turn', async () => {
  const turns = new Turns(1, 10);
  const leave = await turns.take();
  expect(await turns.take()).toBeUndefined();
  leave!();
  expect(await soon(turns.take())).toBeInstanceOf(Function);
});
