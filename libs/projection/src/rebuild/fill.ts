import type { Client } from 'pg';
import { positionOf, type EventStore, type RecordedEvent } from '#event-store';
import type { Instant } from '#judge';
import {
  CASE_COLUMNS,
  caseRecord,
  copyRows,
  CounterTotals,
  difference,
  fold,
  passDiscarded,
  readHappening,
  TICKET_PREFIX,
  UNDONE_COLUMNS,
  undoneRecord,
  UnfitEventError,
  VERDICT_COLUMNS,
  verdictRecord,
  writeCaseLetters,
  type Difference,
  type Happening,
} from '#read-models';
import type { Discards } from '../models/discards.js';
import { applyLaws, isLaw } from '../models/laws.js';
import { Letters } from '../models/letters.js';
import { Rulebooks } from '../models/rulebooks.js';
import { isDataError } from '../models/sql-errors.js';
import { applyTicketsOneByOne } from '../models/tickets.js';
import { inTransaction } from '../models/transaction.js';
import { FOLLOWED } from '../streams.js';
import type { Progress } from './progress.js';
import { readDiscards } from './read-discards.js';
import { SPOOL_PARTS, Spool } from './spool.js';

export interface Filling {
  /** Its search path says which schema is filled. */
  readonly db: Client;
  readonly eventStore: EventStore;
  /** The position to read up to. */
  readonly upTo: number;
  readonly hand: Instant;
  readonly progress: Progress;
  readonly tempDir: string;
}

/** What reading the log told. */
export interface Filled {
  readonly events: number;
  readonly lastRecordedAt: number | null;
}

/** Fills empty tables from the log: one reading puts the facts aside by ticket, then each case is judged once. */
export async function fillFromLog(filling: Filling): Promise<Filled> {
  const spool = await Spool.open(filling.tempDir);
  const letters = new Letters(new Map());
  try {
    const discards = await readDiscards(filling, letters);
    const filled = await readLog(filling, { spool, letters, discards });
    await judgeSpool(filling, { spool, letters, discards });
    if (!discards.isEmpty) await passDiscarded(filling.db);
    await letters.write(filling.db);
    return filled;
  } finally {
    await spool.close();
  }
}

interface Aside {
  readonly spool: Spool;
  readonly letters: Letters;
  readonly discards: Discards;
}

async function readLog(
  { db, eventStore, upTo, progress }: Filling,
  { spool, letters, discards }: Aside,
): Promise<Filled> {
  await progress.at('reading', 0);
  let lastRecordedAt: number | null = null;
  const scope = { after: positionOf(-1), upTo: positionOf(upTo), streamPrefixes: FOLLOWED };
  for await (const events of eventStore.readAll(scope)) {
    const laws = discards.counted(events.filter(isLaw));
    if (laws.length > 0) await inTransaction(db, () => applyLaws(db, laws, letters));
    await spool.add(events.filter(({ stream }) => stream.startsWith(TICKET_PREFIX)));
    const last = events.at(-1);
    lastRecordedAt = last?.recordedAt ?? lastRecordedAt;
    progress.events += events.length;
    await progress.at('reading', (last?.position ?? 0) / Math.max(1, upTo));
  }
  return { events: progress.events, lastRecordedAt };
}

async function judgeSpool(filling: Filling, { spool, letters, discards }: Aside): Promise<void> {
  const { db, progress, hand } = filling;
  await progress.at('judging', 0);
  const rulebooks = new Rulebooks();
  const totals = new CounterTotals();
  let parts = 0;
  for await (const part of spool.read()) {
    const events = discards.counted(part);
    try {
      await inTransaction(db, () => writePart(db, events, { letters, rulebooks, hand, totals }));
    } catch (error) {
      if (!isDataError(error)) throw error;
      await inTransaction(db, () => applyTicketsOneByOne(db, events, letters, { rulebooks, hand }));
    }
    if (totals.size > 50_000) await totals.write(db);
    parts += 1;
    await progress.at('judging', parts / SPOOL_PARTS);
  }
  await totals.write(db);
}

interface Judging {
  readonly letters: Letters;
  readonly rulebooks: Rulebooks;
  readonly hand: Instant;
  readonly totals: CounterTotals;
}

async function writePart(db: Client, events: readonly RecordedEvent[], judging: Judging): Promise<void> {
  const { letters, rulebooks, hand, totals } = judging;
  const recorded = new Map<Happening, RecordedEvent>();
  const refused: { event: RecordedEvent; reason: string }[] = [];
  const stuck = new Set<string>();
  for (const event of events) {
    if (stuck.has(event.stream)) continue;
    try {
      recorded.set(readHappening(event), event);
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      stuck.add(event.stream);
      refused.push({ event, reason: error.message });
    }
  }
  const happenings = [...recorded.keys()];
  await rulebooks.want(
    db,
    happenings.flatMap(({ event }) => (event.type === 'TicketOpened' ? [event.data.agreementId] : [])),
  );
  const folded = fold(new Map(), happenings, rulebooks.of, hand);
  const moved: Difference = difference(folded.changes);
  await copyRows(db, 'cases', CASE_COLUMNS, records(moved.cases, caseRecord));
  await copyRows(db, 'verdicts', VERDICT_COLUMNS, records(moved.put, verdictRecord));
  if (moved.undone.length > 0)
    await copyRows(db, 'undone_breaches', UNDONE_COLUMNS, records(moved.undone, undoneRecord));
  await writeCaseLetters(db, moved.troubled);
  totals.add(moved);
  refused.push(
    ...folded.refused.map(({ happening, reason }) => ({ event: recorded.get(happening) as RecordedEvent, reason })),
  );
  for (const { event, reason } of refused) letters.add(event, reason);
  for (const event of events) letters.waits(event);
}

function* records<Row>(rows: readonly Row[], recordOf: (row: Row) => Record<string, unknown>) {
  for (const row of rows) yield recordOf(row);
}
