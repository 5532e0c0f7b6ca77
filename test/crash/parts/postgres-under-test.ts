import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '#platform';
import { migrate } from '#read-models';
import { quietPort } from '../../faults/parts/quiet-port.js';

const TEMPLATE = 'crash_template';

/**
 * One PostgreSQL for all runs, on one port over all its lives. It does not flush to the disk: what a killed server has
 * written is still there, as long as the machine is.
 */
export class PostgresUnderTest {
  private made = 0;

  private constructor(
    private readonly dir: string,
    private readonly port: number,
    private server: EmbeddedPostgres,
  ) {}

  static async start(): Promise<PostgresUnderTest> {
    const dir = await mkdtemp(join(tmpdir(), 'avenant-crash-postgres-'));
    const port = await quietPort();
    const postgres = new PostgresUnderTest(dir, port, await launched(dir, port));
    await postgres.admin(`CREATE DATABASE ${TEMPLATE}`);
    await migrate(postgres.server.url(TEMPLATE));
    return postgres;
  }

  /** A database with empty read models; answers its connection string. */
  async createDatabase(): Promise<string> {
    this.made += 1;
    const name = `crash_${this.made}`;
    await this.admin(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE} STRATEGY FILE_COPY`);
    return this.server.url(name);
  }

  async dropDatabase(url: string): Promise<void> {
    await this.admin(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }

  /** Ends the server at once (-9) and starts it again after a while. */
  async crash(downMs: number): Promise<void> {
    process.kill(this.server.pid, 'SIGKILL');
    await this.server.ended();
    await sleep(downMs);
    this.server = await launched(this.dir, this.port);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await EmbeddedPostgres.remove(this.dir);
  }

  private async admin(sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.server.url('postgres') });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  }
}

const launched = (dir: string, port: number): Promise<EmbeddedPostgres> =>
  EmbeddedPostgres.start({ dir, port, durable: false, database: 'postgres' });
