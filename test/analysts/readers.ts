import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { rebuild } from '#projection';
import { migrate } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../libs/platform/src/testing/postgres.js';
import { exampleLog, HAND } from './example.js';

const ROLES = new URL('../../infra/postgres/roles.sql', import.meta.url);

/** The read models of the example, and an analyst with a login in the role that infra/postgres/roles.sql makes. */
export class Readers {
  private constructor(
    private readonly postgres: TestPostgres,
    private readonly admin: pg.Client,
    private readonly url: string,
    readonly login: string,
  ) {}

  static async open(): Promise<Readers> {
    const postgres = await startTestPostgres();
    const url = await postgres.createDatabase();
    await migrate(url);
    const admin = new pg.Client({ connectionString: url });
    await admin.connect();
    const readers = new Readers(postgres, admin, url, `ana_${process.pid}`);
    await readers.rebuild();
    await admin.query(await readFile(ROLES, 'utf8'));
    await admin.query(`CREATE ROLE ${readers.login} LOGIN PASSWORD 'secret' IN ROLE avenant_reader`);
    await admin.query(`ALTER ROLE ${readers.login} SET search_path = avenant`);
    return readers;
  }

  /** Makes the read models anew from the log of the example. */
  async rebuild(): Promise<void> {
    await rebuild({ eventStore: await exampleLog(), databaseUrl: this.url, toHand: HAND, now: () => HAND });
  }

  /** Runs roles.sql, as it is allowed to any number of times. */
  async grantAgain(): Promise<void> {
    await this.admin.query(await readFile(ROLES, 'utf8'));
  }

  /** Statements as the superuser. */
  ask = (sql: string): Promise<pg.QueryResult> => this.admin.query(sql);

  /** A new connection of the analyst; every value comes as PostgreSQL's text. */
  async connect(): Promise<pg.Client> {
    const url = new URL(this.url);
    url.username = this.login;
    url.password = 'secret';
    const client = new pg.Client({
      connectionString: url.href,
      types: { getTypeParser: () => (text: string) => text },
    });
    await client.connect();
    return client;
  }

  /** Roles belong to the server, which other tests use after these. */
  async close(): Promise<void> {
    await this.admin.end();
    await this.postgres.stop();
    const server = new pg.Client({ connectionString: this.postgres.url() });
    await server.connect();
    await server.query(`DROP ROLE ${this.login}`);
    await server.query('DROP ROLE avenant_reader');
    await server.end();
  }
}
