/**
 * `npm run reproduce -- [set ...] [--data DIR] [--share 0.1] [--json] [--differences]`: how much of what publishers of
 * tickets print the judge says too (docs/reproduction.md). Exit code 1 where a bar is missed, 2 for a wrong option.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { reproduceSet, type SetReport } from './reproduce-set.js';
import { reportLines } from './report-lines.js';
import { SETS } from './sets/index.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: 'string', default: '../shared/data' },
    share: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
    differences: { type: 'boolean', default: false },
  },
});

const unknown = positionals.filter((name) => !SETS.some((set) => set.name === name));
if (unknown.length > 0) {
  process.stderr.write(`reproduce: ${unknown.join(', ')} is none of ${SETS.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 2;
} else {
  const chosen = SETS.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const reports: SetReport[] = [];
  const options = { data: values.data, share: Number(values.share), clock: () => performance.now() };
  for (const set of chosen) reports.push(await reproduceSet(set, options));
  const lines = values.json ? [JSON.stringify(reports)] : [...reportLines(reports), ...differences(reports)];
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  if (reports.some(({ comparisons }) => comparisons.some(({ holds }) => !holds))) process.exitCode = 1;
}

function differences(reports: readonly SetReport[]): readonly string[] {
  if (!values.differences) return [];
  return reports.flatMap(({ name, comparisons }) =>
    comparisons.flatMap((one) => ['', `${name}, ${one.name}: not agreed`, ...one.disagreements.map((it) => `  ${it}`)]),
  );
}
