/**
 * `npm run test:crash [-- --runs 1000] [-- --from 1]`: seeded runs in which the projector, PostgreSQL and the node are
 * killed. `SEED=7 npm run test:crash` repeats one. Exit 1 when a promise was not kept.
 */
import { parseArgs } from 'node:util';
import { runMany } from './run-many.js';

const { values } = parseArgs({ options: { runs: { type: 'string' }, from: { type: 'string' } } });
const only = process.env['SEED'];
const from = Number(only ?? values.from ?? 1);
const runs = only === undefined ? Number(values.runs ?? 1_000) : 1;
if (!Number.isInteger(from) || !Number.isInteger(runs) || runs < 1) {
  process.stderr.write('usage: [SEED=n] npm run test:crash [-- --runs 1000] [--from 1]\n');
  process.exit(2);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const failed = await runMany({ from, runs, say });
process.exit(failed.length === 0 ? 0 : 1);
