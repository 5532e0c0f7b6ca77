import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { streamOf, type NoticeEvent } from '#domain';
import { EventNode } from '#event-node';
import { ClientEventStore, START } from '#event-store';
import { instantOf } from '#judge';
import { applyNoticeEvent, LIVE_SCHEMA, migrate, saveCheckpoint, searchPath } from '#read-models';
import { startTestPostgres } from '../../../../../libs/platform/src/testing/postgres.js';
import type { QuerySide } from '../../queries/options.js';
import { QueryServer } from '../../testing/query-server.js';

/** A real log, the table of notices that follows it, and the query side over both. */
export class NoticeWorld {
  private readonly revisions = new Map<string, number>();
  private readonly abort = new AbortController();
  private folding: Promise<void> = Promise.resolve();
  private readonly closers: (() => Promise<unknown>)[] = [];
  private store!: ClientEventStore;
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
    return QueryServer.start(
      this.databaseUrl,
      () => instantOf(Date.now()),
      () => this.store.head(),
      more,
    );
  }

  /** Appends a notice to its stream. */
  async announce({ type, data }: NoticeEvent): Promise<number> {
    const stream = streamOf.notice(data.ticketId);
    const revision = this.revisions.get(stream) ?? -1;
    const event = { id: data.noticeId, type, data, metadata: { schema: 1 } };
    const { position } = await this.store.append(stream, revision === -1 ? 'none' : revision, [event]);
    this.revisions.set(stream, revision + 1);
    return (this.position = position);
  }

  async close(): Promise<void> {
    this.abort.abort();
    await this.folding;
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
    const client = new pg.Client({ connectionString: this.databaseUrl, options: searchPath(LIVE_SCHEMA) });
    await client.connect();
    this.closers.push(() => client.end());
    this.folding = this.fold(client);
  }

  /** As the engine does it: rows and checkpoint in one transaction. */
  private async fold(client: pg.Client): Promise<void> {
    const scope = { after: START, streamPrefixes: ['notice-'], maxWaitMs: 5, signal: this.abort.signal };
    for await (const items of this.store.batches(scope)) {
      const events = items.flatMap((item) => (item.kind === 'event' ? [item.event] : []));
      const last = events.at(-1);
      if (last === undefined) continue;
      await client.query('BEGIN');
      for (const event of events) await applyNoticeEvent(client, event);
      const hand = instantOf(last.recordedAt);
      await saveCheckpoint(client, { position: last.position, hand, events: 0, lastRecordedAt: hand });
      await client.query('COMMIT');
    }
  }
}
