import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../postgres/index.js';

export interface TemplateOf {
  /** Name of the template: the first caller in this process prepares it, the others clone it. */
  readonly name: string;
  /** Brings an empty database to the state that tests start from, e.g. `migrate` of #read-models. */
  readonly prepare: (url: string) => Promise<unknown>;
}

export interface TestPostgres {
  /** Connection string of a database; of `postgres` when left out. */
  url(database?: string): string;
  /** Makes an empty database, or (20-30 ms) a clone of a prepared template; answers its connection string. */
  createDatabase(template?: TemplateOf): Promise<string>;
  /** Drops the databases made through this object. The server goes on, for the next test file, until the process ends. */
  stop(): Promise<void>;
}

/**
 * A PostgreSQL for tests, without flushing to disk: one server a process (a jest worker), shared by its test files.
 * It ends with the process, however that ends, and its data with it.
 */
export async function startTestPostgres(): Promise<TestPostgres> {
  const base = await sharedServer();
  const made: string[] = [];
  const url = (database = 'postgres') => base + encodeURIComponent(database);
  return {
    url,
    async createDatabase(template) {
      const name = `test_${randomBytes(6).toString('hex')}`;
      const from = template ? await templateDatabase(url, template) : 'template1';
      await admin(url(), `CREATE DATABASE "${name}" TEMPLATE "${from}" STRATEGY FILE_COPY`);
      made.push(name);
      return url(name);
    },
    async stop() {
      for (const name of made.splice(0)) await admin(url(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}

/** Jest gives every test file a world of its own; only the disk is shared by all files of one worker. */
const folder = join(tmpdir(), `avenant-test-postgres-${process.pid}`);
const note = join(folder, 'base-url');

async function sharedServer(): Promise<string> {
  const known = await readFile(note, 'utf8').catch(() => undefined);
  // A pid comes round again: the note may be of a worker long gone.
  if (known !== undefined && (await answers(known + 'postgres'))) return known;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { mode: 0o711 });
  const server = await EmbeddedPostgres.start({ dir: folder, durable: false, ephemeral: true, database: 'postgres' });
  server.unref();
  await writeFile(note, server.url(''), { mode: 0o600 });
  return server.url('');
}

async function templateDatabase(url: (database?: string) => string, template: TemplateOf): Promise<string> {
  const name = `template_${template.name}`;
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1 AND datistemplate', [name]);
    if (rowCount !== 0) return name;
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}"`);
    await template.prepare(url(name));
    await client.query(`ALTER DATABASE "${name}" IS_TEMPLATE true`);
    return name;
  } finally {
    await client.end();
  }
}

async function admin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  return admin(url, 'SELECT 1').then(
    () => true,
    () => false,
  );
}
