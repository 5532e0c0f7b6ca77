import { Doom } from './doom.js';
import type { Aim } from './task.js';

/** The points at which a process with an aim would end: `told` ends the count by throwing. */
async function endOf(aim: Aim, names: readonly string[]): Promise<number | null> {
  const doom = new Doom(aim, (where) => {
    throw new Error(where);
  });
  for (const [i, name] of names.entries()) {
    const lived = await doom
      .pass(name, () => Promise.resolve())
      .then(
        () => true,
        () => false,
      );
    if (!lived) return i;
  }
  return null;
}

const names = ['BEGIN', 'UPDATE cases', 'COMMIT', 'BEGIN', 'DELETE FROM projection_restatements', 'COMMIT', 'batch'];

it.each([
  [{ place: 'anywhere', nth: 2, when: 'before' }, 1],
  [{ place: 'commit', nth: 2, when: 'after' }, 5],
  [{ place: 'restatement', nth: 1, when: 'during' }, 4],
  [{ place: 'restatement', nth: 3, when: 'before' }, 6],
  [{ place: 'batch', nth: 1, when: 'before' }, 6],
  [{ place: 'commit', nth: 3, when: 'before' }, null],
  [{ place: 'rebuild', nth: 1, when: 'before' }, null],
] as const)('%j ends at point %p', async (aim, point) => {
  expect(await endOf(aim, names)).toBe(point);
});

it('counts points of a rebuild while there is one', async () => {
  const doom = new Doom({ place: 'rebuild', nth: 1, when: 'before' }, (where) => {
    throw new Error(where);
  });
  await expect(doom.pass('SELECT 1', () => Promise.resolve(1))).resolves.toBe(1);
  const inIt = doom.whileRebuilding(() => doom.pass('SELECT 2', () => Promise.resolve(2)));
  await expect(inIt).rejects.toThrow('before SELECT 2');
});
