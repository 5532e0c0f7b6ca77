import { setImmediate as turn } from 'node:timers/promises';
import type { Client } from 'pg';
import {
  bareCase,
  bareVerdict,
  CASE_COLUMNS,
  CopyInto,
  COUNTER_TABLES,
  CounterLoad,
  UNDONE_COLUMNS,
  undoneRecord,
  VERDICT_COLUMNS,
  writeCaseLetters,
  type Difference,
} from '#read-models';
import { judgeSlice, slicesOf, type Judging } from './judge-slice.js';
import type { Source } from './source.js';
import { SPOOL_PARTS } from './spool.js';

/** The tables that are filled by COPY, each over a connection of its own. */
export const LOADED = ['cases', 'verdicts', 'undone_breaches'] as const;

/** Parts of the spool that one COPY takes: while it lasts, nothing in the database that is dead can be cleared away. */
const PARTS = 16;

/** The tables that are filled without their indexes. */
export const UNINDEXED = [...LOADED, ...COUNTER_TABLES];

/** One COPY a table. */
class Load {
  private readonly cases: CopyInto;
  private readonly verdicts: CopyInto;
  private readonly undone: CopyInto;

  constructor([cases, verdicts, undone]: Connections) {
    this.cases = new CopyInto(cases, 'cases', CASE_COLUMNS);
    this.verdicts = new CopyInto(verdicts, 'verdicts', VERDICT_COLUMNS);
    this.undone = new CopyInto(undone, 'undone_breaches', UNDONE_COLUMNS);
  }

  async add(moved: Difference): Promise<void> {
    await this.cases.add(records(moved.cases, bareCase));
    await this.verdicts.add(records(moved.put, bareVerdict));
    await this.undone.add(records(moved.undone, undoneRecord));
  }

  async end(): Promise<void> {
    await Promise.all([this.cases.end(), this.verdicts.end(), this.undone.end()]);
  }

  async abandon(): Promise<void> {
    await Promise.all([this.cases.abandon(), this.verdicts.abandon(), this.undone.abandon()]);
  }
}

/** One for each table of `LOADED`, in that order. */
export type Connections = readonly [Client, Client, Client];

/**
 * Judges all cases and loads their rows by COPY into tables without indexes: PostgreSQL takes rows on one core while the
 * next cases are judged on another.
 * @throws what PostgreSQL refuses, of whatever ticket: then the tables hold a part of the rows
 */
export async function load(
  { db, spool, discards, progress }: Source,
  judging: Judging,
  to: Connections,
): Promise<void> {
  await progress.at('judging', 0);
  const counters = await CounterLoad.begin(db);
  let into = new Load(to);
  let parts = 0;
  try {
    for await (const part of spool.read()) {
      for (const slice of slicesOf(part, discards)) {
        const moved = await judgeSlice(db, slice, judging);
        await into.add(moved);
        await keep(db, moved, counters);
      }
      parts += 1;
      await progress.at('judging', parts / SPOOL_PARTS);
      if (parts % PARTS !== 0) continue;
      await into.end();
      into = new Load(to);
    }
    await into.end();
    await counters.end();
  } catch (error) {
    await into.abandon();
    throw error;
  }
}

async function keep(db: Client, moved: Difference, counters: CounterLoad): Promise<void> {
  await writeCaseLetters(db, moved.troubled);
  await counters.add(moved);
  // What was written goes out, and what came in is read, between two slices.
  await turn();
}

function* records<T>(rows: readonly T[], recordOf: (row: T) => Record<string, unknown>) {
  for (const row of rows) yield recordOf(row);
}
