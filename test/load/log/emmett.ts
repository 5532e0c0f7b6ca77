import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#platform';
import type { Append } from './appends.js';

/** A package by itself (docs/dependencies.md says why), so nothing of it can be imported by name or type. */
const FOLDER = join(import.meta.dirname, 'emmett');

/** What brings it. */
export const INSTALL = 'npm ci --prefix test/load/log/emmett';

/** Events in one read of the log; its consumers read 100 unless told. */
const READ_BATCH = 5_000;

interface Library {
  readonly getPostgreSQLEventStore: (
    url: string,
    options: { connectionOptions: { connectionString: string; pool: pg.Pool } },
  ) => {
    appendToStream: Append;
    schema: { migrate(): Promise<unknown> };
    readStream(stream: string): Promise<{ events: readonly unknown[] }>;
    close(): Promise<void>;
  };
  readonly readMessagesBatch: (
    execute: unknown,
    from: { after: bigint; batchSize: number },
  ) => Promise<{ messages: readonly unknown[]; currentGlobalPosition: bigint; areMessagesLeft: boolean }>;
}

interface Dumbo {
  readonly dumbo: (options: { connectionString: string; pool: pg.Pool }) => { execute: unknown };
}

/** Emmett's event store on a PostgreSQL of its own, which flushes as it does by default. */
export class Emmett {
  private constructor(
    private readonly server: EmbeddedPostgres,
    private readonly library: Library,
    private readonly store: ReturnType<Library['getPostgreSQLEventStore']>,
    private readonly pool: pg.Pool,
    private readonly execute: unknown,
  ) {}

  static get isInstalled(): boolean {
    return existsSync(join(FOLDER, 'node_modules'));
  }

  /** @param connections how many the store may use at once */
  static async start(folder: string, connections: number): Promise<Emmett> {
    const dir = join(folder, 'postgres');
    mkdirSync(dir);
    // Where the server runs under an account of its own, that must get through to its data.
    for (const path of [folder, dir]) chmodSync(path, 0o711);
    const server = await EmbeddedPostgres.start({ dir, durable: true, ephemeral: true, database: 'emmett' });
    const load = createRequire(join(FOLDER, 'package.json'));
    const library = load('@event-driven-io/emmett-postgresql') as Library;
    const { dumbo } = load('@event-driven-io/dumbo') as Dumbo;
    const connectionString = server.url();
    const pool = new pg.Pool({ connectionString, max: connections });
    const store = library.getPostgreSQLEventStore(connectionString, { connectionOptions: { connectionString, pool } });
    await store.schema.migrate();
    return new Emmett(server, library, store, pool, dumbo({ connectionString, pool }).execute);
  }

  get dataDir(): string {
    return this.server.place.dataDir;
  }

  readonly append: Append = (stream, events) => this.store.appendToStream(stream, events);

  /** Before reads: statistics for the planner, and no clean-up in between. */
  async settle(): Promise<void> {
    await this.pool.query('VACUUM ANALYZE');
    await this.pool.query('CHECKPOINT');
  }

  /** The whole log in batches, as its consumers read it but without their pauses. */
  async readAll(): Promise<number> {
    let events = 0;
    let after = 0n;
    for (let left = true; left;) {
      const batch = await this.library.readMessagesBatch(this.execute, { after, batchSize: READ_BATCH });
      events += batch.messages.length;
      after = batch.currentGlobalPosition;
      left = batch.areMessagesLeft;
    }
    return events;
  }

  async setting(name: string): Promise<string> {
    const { rows } = await this.pool.query<{ value: string }>('SELECT current_setting($1) AS value', [name]);
    return rows[0]?.value ?? '';
  }

  async stop(): Promise<void> {
    await this.store.close();
    await this.pool.end().catch(() => undefined);
    await this.server.stop();
  }
}
