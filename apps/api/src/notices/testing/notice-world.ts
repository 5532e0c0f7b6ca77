import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { streamOf, type NoticeEvent } from '#domain';
import { EventNode } from '#event-node';
import { ClientEventStore, type ExpectedRevision } from '#event-store';
import { instantOf } from '#judge';
import { Projector } from '#projection';
import { LIVE_SCHEMA, migrate, searchPath } from '#read-models';
import { startTestPostgres } from '../../../../../libs/platform/src/testing/postgres.js';
import type { QuerySide } from '../../queries/options.js';
import { QueryServer } from '../../testing/query-server.js';

const now = () => instantOf(Date.now());

/** A real log, a projector that follows it, and the query side over what it fills. */
export class NoticeWorld {
  private readonly revisions = new Map<string, number>();
  private readonly closers: (() => Promise<unknown>)[] = [];
  store!: ClientEventStore;
  databaseUrl!: string;
  /** Of what was announced last. */
  position = -1;

  static async open(): Promise<NoticeWorld> {
    const world = new NoticeWorld();
    await world.begin();
    return world;
  }

  /** The query side, as one more process would be. */
  serve(more: Partial<QuerySide> = {}): Promise<QueryServer> {
    return QueryServer.start(this.databaseUrl, now, () => this.store.head(), more);
  }

  /** Appends an event. */
  append(stream: string, expected: ExpectedRevision, type: string, data: object, id: string = randomUUID()) {
    return this.store.append(stream, expected, [{ id, type, data, metadata: { schema: 1 } }]);
  }

  /** Appends a notice to its stream. */
  async announce({ type, data }: NoticeEvent): Promise<number> {
    const stream = streamOf.notice(data.ticketId);
    const revision = this.revisions.get(stream) ?? 'none';
    const written = await this.append(stream, revision, type, data, data.noticeId);
    this.revisions.set(stream, written.revision);
    this.position = Math.max(this.position, written.position);
    return written.position;
  }

  /** Runs a statement on the live tables. */
  async query(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, options: searchPath(LIVE_SCHEMA) });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  async close(): Promise<void> {
    for (const close of this.closers.reverse()) await close();
  }

  private async begin(): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'avenant-notices-'));
    this.closers.push(() => rm(folder, { recursive: true, force: true }));
    const postgres = await startTestPostgres();
    this.closers.push(() => postgres.stop());
    const node = await EventNode.open({ dataDir: join(folder, 'node') });
    this.closers.push(() => node.close());
    this.store = new ClientEventStore({ connectionString: node.connectionString });
    this.closers.push(() => this.store.close());
    this.databaseUrl = await postgres.createDatabase({ name: 'notices', prepare: migrate });
    const projector = new Projector({ eventStore: this.store, databaseUrl: this.databaseUrl, owner: 'test', now });
    await projector.start();
    this.closers.push(() => projector.stop());
  }
}
