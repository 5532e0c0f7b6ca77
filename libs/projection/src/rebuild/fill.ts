import { availableParallelism } from 'node:os';
import type { Client } from 'pg';
import { positionOf, type EventStore } from '#event-store';
import type { Instant } from '#judge';
import { passDiscarded, TICKET_PREFIX } from '#read-models';
import { applyLaws, isLaw } from '../models/laws.js';
import { Letters } from '../models/letters.js';
import { applyNotices, isNotice } from '../models/notices.js';
import { Rulebooks } from '../models/rulebooks.js';
import { isDataError } from '../models/sql-errors.js';
import { inTransaction } from '../models/transaction.js';
import { FOLLOWED } from '../streams.js';
import { Indexes } from './indexes.js';
import { load, UNINDEXED, type Connections } from './load.js';
import { loadOneByOne } from './one-by-one.js';
import type { Progress } from './progress.js';
import { readDiscards } from './read-discards.js';
import type { Source } from './source.js';
import { Spool } from './spool.js';

export interface Filling {
  /** Its search path says which schema is filled. */
  readonly db: Client;
  /** Others like it, for loading rows and making indexes beside it. */
  readonly helpers: Connections;
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
  const { db, progress } = filling;
  const spool = await Spool.open(filling.tempDir);
  const letters = new Letters(new Map());
  try {
    const discards = await readDiscards(filling, letters);
    const source = { db, spool, discards, progress };
    const filled = await readLog(filling, source, letters);
    const ofTickets = await loadTickets(filling, source);
    if (!discards.isEmpty) await passDiscarded(db);
    await letters.write(db);
    await ofTickets.write(db);
    return filled;
  } finally {
    await spool.close();
  }
}

async function readLog(
  { eventStore, upTo }: Filling,
  { db, spool, discards, progress }: Source,
  letters: Letters,
): Promise<Filled> {
  await progress.at('reading', 0);
  let lastRecordedAt: number | null = null;
  const scope = { after: positionOf(-1), upTo: positionOf(upTo), streamPrefixes: FOLLOWED };
  for await (const events of eventStore.readAll(scope)) {
    const laws = discards.counted(events.filter(isLaw));
    if (laws.length > 0) await inTransaction(db, () => applyLaws(db, laws, letters));
    const notices = discards.counted(events.filter(isNotice));
    if (notices.length > 0) await inTransaction(db, () => applyNotices(db, notices, letters));
    await spool.add(events.filter(({ stream }) => stream.startsWith(TICKET_PREFIX)));
    const last = events.at(-1);
    lastRecordedAt = last?.recordedAt ?? lastRecordedAt;
    progress.events += events.length;
    await progress.at('reading', (last?.position ?? 0) / Math.max(1, upTo));
  }
  return { events: progress.events, lastRecordedAt };
}

/** Judges what was put aside. @returns the events that could not be applied */
async function loadTickets({ helpers, hand, progress }: Filling, source: Source): Promise<Letters> {
  const judging = () => ({ rulebooks: new Rulebooks(), letters: new Letters(new Map()), hand });
  const indexes = await Indexes.drop(source.db, UNINDEXED);
  const atOnce = judging();
  try {
    await load(source, atOnce, helpers);
    await progress.at('indexing', 0);
    await indexes.create(helpers.slice(0, INDEXERS), (part) => progress.at('indexing', part));
    return atOnce.letters;
  } catch (error) {
    if (!isDataError(error)) throw error;
  }
  const oneByOne = judging();
  await source.db.query(`TRUNCATE ${UNINDEXED.join(', ')}`);
  await indexes.create([source.db], () => Promise.resolve());
  await loadOneByOne(source, oneByOne);
  return oneByOne.letters;
}

/** Connections that make indexes at once: each takes a core while it sorts. */
const INDEXERS = availableParallelism() > 2 ? 3 : 2;
