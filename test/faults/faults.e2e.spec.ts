import { runMany } from './run-many.js';

/** The long form: `npm run test:faults`. One of these again: `SEED=3 npm run test:faults`. */
const RUNS = 6;

describe('the log under faults', () => {
  it('keeps every promise to every client', async () => {
    const said: string[] = [];
    const failed = await runMany({ from: 1, runs: RUNS, say: (line) => said.push(line) });
    if (failed.length > 0) throw new Error(said.join('\n'));
  }, 240_000);
});
