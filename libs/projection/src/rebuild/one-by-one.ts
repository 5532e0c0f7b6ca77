import type { Client } from 'pg';
import type { RecordedEvent } from '#event-store';
import {
  CASE_COLUMNS,
  caseRecord,
  copyRows,
  CounterTotals,
  UNDONE_COLUMNS,
  undoneRecord,
  VERDICT_COLUMNS,
  verdictRecord,
  writeCaseLetters,
  type Difference,
} from '#read-models';
import { isDataError } from '../models/sql-errors.js';
import { applyTicketsOneByOne } from '../models/tickets.js';
import { inTransaction } from '../models/transaction.js';
import { judgeSlice, slicesOf, type Judging } from './judge-slice.js';
import { UNINDEXED } from './load.js';
import type { Source } from './source.js';
import { SPOOL_PARTS } from './spool.js';

/**
 * Begins the tables of cases anew where PostgreSQL has refused something of some ticket, and loads them slice by slice;
 * the tickets of a slice that it refuses are applied one by one, as live ones are. The tables have their indexes:
 * what a row is refused for may be its place in one.
 */
export async function loadOneByOne({ db, spool, discards, progress }: Source, judging: Judging): Promise<void> {
  await progress.at('judging', 0);
  await db.query(`TRUNCATE ${UNINDEXED.join(', ')}`);
  await db.query(`DELETE FROM dead_letters WHERE kind = 'case'`);
  const totals = new CounterTotals();
  let parts = 0;
  for await (const part of spool.read()) {
    for (const slice of slicesOf(part, discards)) {
      const moved = await loadSlice(db, slice, judging);
      if (moved !== null) totals.add(moved);
    }
    parts += 1;
    await progress.at('judging', parts / SPOOL_PARTS);
  }
  await totals.write(db);
}

/** Null where the slice was refused, and its tickets have moved all tables one by one. */
async function loadSlice(db: Client, slice: readonly RecordedEvent[], judging: Judging): Promise<Difference | null> {
  const { letters, rulebooks, hand } = judging;
  try {
    const moved = await judgeSlice(db, slice, judging);
    await inTransaction(db, async () => {
      await copyRows(db, 'cases', CASE_COLUMNS, moved.cases.map(caseRecord));
      await copyRows(db, 'verdicts', VERDICT_COLUMNS, moved.put.map(verdictRecord));
      await copyRows(db, 'undone_breaches', UNDONE_COLUMNS, moved.undone.map(undoneRecord));
      await writeCaseLetters(db, moved.troubled);
    });
    return moved;
  } catch (error) {
    if (!isDataError(error)) throw error;
    await inTransaction(db, () => applyTicketsOneByOne(db, slice, letters, { rulebooks, hand }));
    return null;
  }
}
