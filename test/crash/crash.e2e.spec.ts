import { runMany } from './run-many.js';

/** The long form: `npm run test:crash`. One of these again: `SEED=3 npm run test:crash`. */
const RUNS = 12;

describe('the read models, when what moves them is killed', () => {
  it('are those of a clean rebuild', async () => {
    const said: string[] = [];
    const failed = await runMany({ from: 1, runs: RUNS, say: (line) => said.push(line) });
    if (failed.length > 0) throw new Error(said.join('\n'));
  }, 600_000);
});
