import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseInstant } from '#judge';
import { loadMapping } from '../../apps/cli/src/import/import-command.js';
import { type Mapping } from '../../apps/cli/src/import/mapping/mapping.js';
import { columnsOf } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { Comparing, type ComparisonReport } from './compare.js';
import { type ImportCounts, importRows, noCounts } from './import-rows.js';
import { type PublishedSet } from './published-set.js';
import { recordRules } from './recorded-rules.js';
import { Tally, type TallyRow } from './tally.js';
import { Tickets } from './tickets.js';

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));

/** What became of a set. */
export interface SetReport extends ImportCounts {
  readonly name: string;
  readonly tickets: number;
  readonly comparisons: readonly ComparisonReport[];
  /** Verdicts by metric. */
  readonly verdicts: readonly TallyRow[];
  /** Facts that the judge ignores. */
  readonly ignored: number;
  readonly seconds: number;
}

/** A mapping reads a column that it is compared with. */
export class LeakError extends Error {
  constructor(set: string, comparison: string, columns: readonly string[]) {
    super(`a mapping of the set ${set} reads ${columns.join(', ')}, which ${comparison} is compared with`);
    this.name = 'LeakError';
  }
}

/**
 * Takes a set through the import's mapping, the domain's deciders and the judge, and compares.
 * @param data the folder that holds the folders of the sets
 * @param clock milliseconds, for how long it took
 * @throws LeakError; InputError and MappingError; Rejection where the terms make no sense
 */
export async function reproduceSet(set: PublishedSet, data: string, clock: () => number): Promise<SetReport> {
  const began = clock();
  const example = join(EXAMPLES, set.example);
  const files = (names: readonly string[]) => names.map((name) => join(data, set.folder, name));
  const mappings = await Promise.all(set.imports.map(({ mapping }) => loadMapping(join(example, mapping))));
  demandNoLeak(set, mappings);
  const rules = await recordRules(set, example);
  const asOf = parseInstant(set.asOf);
  const tickets = new Tickets(rules.agreement, asOf);
  const counts = noCounts();
  for (const [index, source] of set.imports.entries())
    await importRows(mappings[index] as Mapping, files(source.files), tickets, counts);
  const comparings = await Promise.all(set.comparisons.map((one) => Comparing.of(one, files(one.files))));
  const tally = new Tally();
  for (const judged of tickets.judged(rules.rulebook, asOf)) {
    tally.add(judged);
    for (const comparing of comparings) comparing.look(judged);
  }
  const comparisons = comparings.map((comparing) => comparing.report());
  const seconds = Math.round(clock() - began) / 1000;
  return { name: set.name, ...counts, tickets: tickets.size, comparisons, ...tally.report(), seconds };
}

function demandNoLeak({ name, comparisons }: PublishedSet, mappings: readonly Mapping[]): void {
  const read = new Set(mappings.flatMap(columnsOf));
  for (const comparison of comparisons) {
    const leaks = comparison.withheld.filter((column) => read.has(column));
    if (leaks.length > 0) throw new LeakError(name, comparison.name, leaks);
  }
}
