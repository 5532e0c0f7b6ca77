import type pg from 'pg';
import type { AuditRequest } from '#domain';
import { migrate, queryRows, type Sql } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { migrateAudits } from '../audits/migrate.js';
import { queueAudit } from '../audits/audit-rows.js';
import { replayerPool, workerClient } from '../run/connection.js';
import { mergeShards, type Merged } from '../run/merge.js';
import { cutIntoShards } from '../run/shard-store.js';
import { ShardWorker } from '../run/work.js';
import { scopeOf } from '../scope/scope.js';
import { insertAgreement, insertCases, seededCases, setCheckpoint, termsWithin } from './seed.js';

const template = {
  name: 'audits',
  prepare: async (url: string) => {
    await migrate(url);
    await migrateAudits(url);
  },
};

/** A database of its own with read models and audits, and what tests do with it. */
export class AuditDatabase {
  private constructor(
    private readonly postgres: TestPostgres,
    readonly url: string,
    readonly pool: pg.Pool,
  ) {}

  /** Starts PostgreSQL and migrates a template; seconds the first time. */
  static async prepare(): Promise<void> {
    await (await AuditDatabase.create()).close();
  }

  static async create(): Promise<AuditDatabase> {
    const postgres = await startTestPostgres();
    const url = await postgres.createDatabase(template);
    return new AuditDatabase(postgres, url, replayerPool(url));
  }

  /** As queries take it. */
  readonly sql: Sql = {
    query: async (text, parameters) => [...(await queryRows(this.pool, text, parameters))] as never,
  };

  /** The agreement `acme` (ten hours) with so many seeded cases. */
  async seed(cases: number): Promise<void> {
    await insertAgreement(this.pool, 'acme', termsWithin(10));
    await insertCases(this.pool, 'acme', seededCases(cases));
    await setCheckpoint(this.pool, 1_000_000);
  }

  /** Queues an audit and cuts it: it is running. */
  async cut(request: AuditRequest, shardSize: number): Promise<number> {
    await queueAudit(this.pool, request, 1);
    const cases = await cutIntoShards(this.pool, scopeOf(request), shardSize);
    await this.pool.query(`UPDATE avenant_audit.audits SET status = 'running', cases = $2 WHERE audit_id = $1`, [
      request.auditId,
      cases,
    ]);
    return cases;
  }

  /** Has so many workers of their own connections do all shards. */
  async workOff(workers = 1): Promise<void> {
    await Promise.all(
      Array.from({ length: workers }, (_, index) => this.withWorker((worker) => worker.workOff(), `w${index}`)),
    );
  }

  async withWorker<T>(use: (worker: ShardWorker, client: pg.Client) => Promise<T>, owner = 'w'): Promise<T> {
    const client = workerClient(this.url);
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await use(new ShardWorker(client, owner), client);
    } finally {
      await client.end();
    }
  }

  /** Runs a whole audit without a log. */
  async run(request: AuditRequest, { shardSize = 40, workers = 1 } = {}): Promise<Merged> {
    await this.cut(request, shardSize);
    await this.workOff(workers);
    return mergeShards(this.pool, scopeOf(request));
  }

  async close(): Promise<void> {
    await this.pool.end();
    await this.postgres.stop();
  }
}
