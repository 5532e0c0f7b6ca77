import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseInstant } from '#judge';
import { loadMapping } from '../../apps/cli/src/import/import-command.js';
import { type Mapping } from '../../apps/cli/src/import/mapping/mapping.js';
import { columnsOf, type Row } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { Comparing, type ComparisonReport } from './compare.js';
import { findFiles } from './find-files.js';
import { type ImportCounts, importRows, noCounts } from './import-rows.js';
import { type PublishedSet } from './published-set.js';
import { recordRules } from './recorded-rules.js';
import { sampleOf } from './sample.js';
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

export interface ReproduceOptions {
  /** The folder that holds the folders of the sets. */
  readonly data: string;
  /** About so large a share of the tickets is looked at, above 0 and at most 1. */
  readonly share: number;
  /** Milliseconds, for how long it took. */
  readonly clock: () => number;
}

/**
 * Takes a set through the import's mapping, the domain's deciders and the judge, and compares.
 * @throws LeakError; MisuseError where a file is missing or wrong; Rejection where the terms make no sense
 */
export async function reproduceSet(set: PublishedSet, { data, share, clock }: ReproduceOptions): Promise<SetReport> {
  const began = clock();
  const mappings = await loadMappings(set);
  const rules = await recordRules(set, exampleOf(set));
  const asOf = parseInstant(set.asOf);
  const tickets = new Tickets(rules.agreement, asOf);
  const counts = noCounts();
  const comparings = set.comparisons.map((comparison) => new Comparing(comparison));
  const target = {
    tickets,
    counts,
    sample: sampleOf(share, set.ticketColumn),
    columns: set.comparisons.flatMap(({ columns }) => columns),
    onRow: (row: Row) => comparings.forEach((comparing) => comparing.read(row)),
  };
  for (const [index, { files }] of set.imports.entries()) {
    const paths = await findFiles(join(data, set.folder), files);
    await importRows(mappings[index] as Mapping, paths, target);
  }
  const tally = new Tally();
  for (const judged of tickets.judged(rules.rulebook, asOf)) {
    tally.add(judged);
    for (const comparing of comparings) comparing.look(judged);
  }
  const comparisons = comparings.map((comparing) => comparing.report());
  const seconds = Math.round(clock() - began) / 1000;
  return { name: set.name, ...counts, tickets: tickets.size, comparisons, ...tally.report(), seconds };
}

/** The folder of a set under `examples/`. */
export const exampleOf = (set: PublishedSet): string => join(EXAMPLES, set.example);

/** The mappings of a set's imports, in their order. @throws MappingError, LeakError */
export async function loadMappings(set: PublishedSet): Promise<readonly Mapping[]> {
  const mappings = await Promise.all(set.imports.map(({ mapping }) => loadMapping(join(exampleOf(set), mapping))));
  demandNoLeak(set, mappings);
  return mappings;
}

function demandNoLeak({ name, comparisons }: PublishedSet, mappings: readonly Mapping[]): void {
  const read = new Set(mappings.flatMap(columnsOf));
  for (const comparison of comparisons) {
    const leaks = comparison.withheld.filter((column) => read.has(column));
    if (leaks.length > 0) throw new LeakError(name, comparison.name, leaks);
  }
}
