import { Signals } from './signals.js';

test('a commit wakes those of $all and those of its streams, and is not lost while they are busy', async () => {
  const signals = new Signals();
  const [all, mine, other] = [signals.onAll(), signals.onStream('mine'), signals.onStream('other')];
  signals.committed(['mine']);
  await Promise.all([all.wait(), mine.wait()]);
  let woken = false;
  const waiting = other.wait().then(() => (woken = true));
  await Promise.resolve();
  expect(woken).toBe(false);
  signals.release(other, 'other');
  await waiting;
  expect(woken).toBe(true);
});
