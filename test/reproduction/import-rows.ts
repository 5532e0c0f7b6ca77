import { Rejection } from '#domain';
import { ProblemError } from '#platform';
import { type Mapping } from '../../apps/cli/src/import/mapping/mapping.js';
import {
  columnsOf,
  type MappedCommand,
  type Row,
  RowError,
  rowReader,
  type RowReader,
} from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { openInput } from '../../apps/cli/src/import/rows/open-input.js';
import { readRows } from '../../apps/cli/src/import/rows/read-rows.js';
import { isBad } from '../../apps/cli/src/import/rows/row-or-bad.js';
import { type Sample } from './sample.js';
import { type Tickets } from './tickets.js';

/** What became of the rows of a set. */
export interface ImportCounts {
  rows: number;
  /** Rows that led to no command, by the mapping's conditions. */
  skipped: number;
  commands: number;
  /** Commands whose key was taken before: exact repeats. */
  repeated: number;
  /** Rows and commands refused. */
  rejected: number;
  /** The first few of them, in words. */
  readonly rejections: string[];
}

export const noCounts = (): ImportCounts => ({
  rows: 0,
  skipped: 0,
  commands: 0,
  repeated: 0,
  rejected: 0,
  rejections: [],
});

const LISTED = 20;

export interface ImportTarget {
  readonly tickets: Tickets;
  /** Other rows do not count. */
  readonly sample: Sample;
  readonly counts: ImportCounts;
  /** Columns that `onRow` reads; a CSV without one of them is refused. */
  readonly columns: readonly string[];
  /** Sees each row, before the mapping does. */
  readonly onRow: (row: Row) => void;
}

/** Reads files as `avenant import` does, row by row, into the tickets. @throws InputError */
export async function importRows(mapping: Mapping, files: readonly string[], target: ImportTarget): Promise<void> {
  const { counts, sample, onRow } = target;
  const columns = [...columnsOf(mapping), ...target.columns];
  const read = rowReader(mapping);
  for (const file of files) {
    const refuse = (line: number, why: string) => {
      counts.rejected += 1;
      if (counts.rejections.length < LISTED) counts.rejections.push(`${file}:${line} ${why}`);
    };
    for await (const row of readRows(await openInput(file), columns, mapping.delimiter)) {
      if (!isBad(row) && !sample(row)) continue;
      counts.rows += 1;
      if (isBad(row)) {
        refuse(row.line, row.reason);
        continue;
      }
      onRow(row);
      takeRow(row, commandsOf(read, row, refuse), target, refuse);
    }
  }
}

type Refuse = (line: number, why: string) => void;

function commandsOf(read: RowReader, row: Row, refuse: Refuse): readonly MappedCommand[] | null {
  try {
    return read(row);
  } catch (error) {
    if (!(error instanceof RowError)) throw error;
    refuse(row.line, `${error.command}: ${error.message}`);
    return null;
  }
}

function takeRow(
  row: Row,
  commands: readonly MappedCommand[] | null,
  { tickets, counts }: ImportTarget,
  refuse: Refuse,
): void {
  if (commands?.length === 0) counts.skipped += 1;
  for (const command of commands ?? []) {
    counts.commands += 1;
    try {
      if (!tickets.take(command)) counts.repeated += 1;
    } catch (error) {
      if (!(error instanceof Rejection || error instanceof ProblemError)) throw error;
      refuse(row.line, `${command.name} ${command.ticketId}: ${error.message}`);
    }
  }
}
