import { Inject, Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { PoolClient } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { instantOf, type Instant } from '#judge';
import { demandOneState, type Queryable, readStand, type Sql, type Stand } from '#read-models';
import { QUERY_SIDE, type QuerySide } from './options.js';
import { modelsProblem } from './models-problem.js';

/** The read models at one (position, hand): everything read through it is of one state, until it is closed. */
export interface Snapshot {
  readonly sql: Sql;
  readonly stand: Stand;
  /** The instant for what grows with the clock: the server's clock, but never behind the hand. */
  readonly now: Instant;
}

export interface OpenSnapshot extends Snapshot {
  /** Sees to it that all that was read so far is of one state. @throws ProblemError 503 */
  readonly demandOneState: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A connection in a transaction that sees one state of the tables. It is never committed. */
export interface Reading {
  readonly sql: Sql;
  readonly client: PoolClient;
  readonly close: () => Promise<void>;
}

/** A statement may take so long; a snapshot whose reader went away is given up after as long again. */
const PATIENCE = `SET LOCAL statement_timeout = '20s'; SET LOCAL idle_in_transaction_session_timeout = '60s'`;

/** Groups of a report are summed in memory: a hundred and fifty categories by day take some ten megabytes. */
const ROOM = `SET LOCAL work_mem = '32MB'`;

/** The way to the read models: read-only, a consistent state at a time. */
@Injectable()
export class Models {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(QUERY_SIDE) private readonly side: QuerySide,
  ) {}

  /** Single statements, each of the state that it finds. */
  readonly sql: Sql = { query: (text, parameters) => guarded(this.dataSource.query(text, [...parameters])) };

  /** Opens a snapshot; whoever opens it closes it. @throws ProblemError 503 */
  async open(): Promise<OpenSnapshot> {
    const { sql, close } = await this.begin(`SET TRANSACTION READ ONLY; ${PATIENCE}; ${ROOM}`);
    try {
      const stand = await readStand(sql);
      const now = instantOf(Math.max(this.side.now(), stand.hand));
      const db: Queryable = { query: (text, values = []) => sql.query(text, values) };
      return { sql, stand, now, demandOneState: () => guarded(demandOneState(db)), close };
    } catch (error) {
      await close();
      throw error;
    }
  }

  /** Begins to read one state of the tables; whoever begins it closes it. @throws ProblemError 503 */
  async begin(settings: string): Promise<Reading> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const client = await guarded<PoolClient>(runner.connect());
      const sql: Sql = { query: (text, parameters) => guarded(runner.query(text, [...parameters])) };
      await guarded(runner.startTransaction('REPEATABLE READ'));
      await sql.query(settings, []);
      return { sql, client, close: () => closeQuietly(runner) };
    } catch (error) {
      await closeQuietly(runner);
      throw error;
    }
  }

  /** Reads within a snapshot. */
  async read<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const snapshot = await this.open();
    try {
      const answer = await work(snapshot);
      await snapshot.demandOneState();
      return answer;
    } finally {
      await snapshot.close();
    }
  }
}

/** What fails for a moment only fails as 503. */
export async function guarded<T>(work: Promise<unknown>): Promise<T> {
  try {
    return (await work) as T;
  } catch (error) {
    throw modelsProblem(error) ?? error;
  }
}

/** Nothing was written: a connection that cannot even roll back is the pool's to throw away. */
async function closeQuietly(runner: QueryRunner): Promise<void> {
  try {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
  } catch {
    // The connection is gone, and the transaction with it.
  } finally {
    await runner.release();
  }
}
