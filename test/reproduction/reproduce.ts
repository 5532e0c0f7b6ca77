/**
 * `npm run reproduce -- [set ...] [--data DIR] [--share 0.1] [--json] [--differences]`: how much of what publishers of
 * tickets print the judge says too (docs/reproduction.md). Exit code 1 where a bar is missed, 2 for a wrong option.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { MisuseError } from '../../apps/cli/src/misuse.js';
import { type PublishedSet } from './published-set.js';
import { reproduceSet, type SetReport } from './reproduce-set.js';
import { differenceLines, reportLines } from './report-lines.js';
import { SETS } from './sets/index.js';

const OPTIONS = {
  data: { type: 'string', default: '../shared/data' },
  share: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  differences: { type: 'boolean', default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = parse();
  const options = { data: values.data, share: shareOf(values.share), clock: () => performance.now() };
  const reports: SetReport[] = [];
  for (const set of chosen(positionals)) reports.push(await reproduceSet(set, options));
  const shown = values.differences ? [...reportLines(reports), ...differenceLines(reports)] : reportLines(reports);
  const lines = values.json ? [JSON.stringify(reports)] : shown;
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return reports.every(({ comparisons }) => comparisons.every(({ holds }) => holds)) ? 0 : 1;
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: OPTIONS });
  } catch (cause) {
    throw new MisuseError((cause as Error).message, { cause });
  }
}

function chosen(names: readonly string[]): readonly PublishedSet[] {
  const unknown = names.filter((name) => !SETS.some((set) => set.name === name));
  if (unknown.length > 0)
    throw new MisuseError(`${unknown.join(', ')} is none of ${SETS.map(({ name }) => name).join(', ')}`);
  return SETS.filter(({ name }) => names.length === 0 || names.includes(name));
}

function shareOf(text: string): number {
  const share = Number(text);
  if (share > 0 && share <= 1) return share;
  throw new MisuseError(`--share "${text}" is not above 0 and at most 1`);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MisuseError)) throw error;
  process.stderr.write(`reproduce: ${error.message}\n`);
  process.exitCode = 2;
}
