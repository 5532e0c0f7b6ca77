import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventNode } from '#event-node';
import { ClientEventStore } from '#event-store';
import { instantOf } from '#judge';
import { Projector } from '#projection';
import { migrate } from '#read-models';
import { migrateAudits, Replayer } from '#replay';
import { startTestPostgres, type TestPostgres } from '../../../../../libs/platform/src/testing/postgres.js';
import { createApp } from '../../create-app.js';

const KEY = 'a-key-for-tests';
const OWNER = 'audit-test';
const clock = () => instantOf(Date.now());

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Commands, queries and audits on a real socket, over a real log, with a projector and a replayer beside them. */
export class AuditServer {
  private readonly closers: (() => unknown)[] = [];
  private replayer: Replayer | undefined;

  private constructor(
    private readonly postgres: TestPostgres,
    private readonly databaseUrl: string,
    private readonly store: ClientEventStore,
  ) {}

  private url = '';

  static async start(): Promise<AuditServer> {
    const folder = mkdtempSync(join(tmpdir(), 'avenant-audits-'));
    const postgres = await startTestPostgres();
    const databaseUrl = await postgres.createDatabase();
    await migrate(databaseUrl);
    await migrateAudits(databaseUrl);
    const node = await EventNode.open({ dataDir: join(folder, 'node') });
    const store = new ClientEventStore({ connectionString: node.connectionString });
    const server = new AuditServer(postgres, databaseUrl, store);
    server.closers.push(
      () => store.close(),
      () => node.close(),
      () => rmSync(folder, { recursive: true, force: true }),
    );
    await server.listen();
    await server.startProjector();
    return server;
  }

  async close(): Promise<void> {
    await this.stopReplayer();
    for (const close of this.closers) await close();
    await this.postgres.stop();
  }

  startReplayer(): void {
    const entry = {
      url: new URL('../../../../../libs/replay/src/run/worker.ts', import.meta.url),
      execArgv: ['-C', 'avenant-source', '--import', '@swc-node/register/esm-register'],
    };
    const { databaseUrl, store } = this;
    const rest = { owner: OWNER, workers: 1, now: () => new Date(), timeZoneData: 'test', onTrouble: () => undefined };
    this.replayer = new Replayer({ store, databaseUrl, entry, ...rest });
    this.replayer.start();
  }

  async stopReplayer(): Promise<void> {
    await this.replayer?.stop();
    this.replayer = undefined;
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json$|json;/.test(response.headers.get('content-type') ?? '') && !headers['accept'];
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : { text }) as Json,
    };
  }

  /** A command that must be taken; answers its position. */
  async told(path: string, body: unknown): Promise<string> {
    const { status, body: answer } = await this.ask('POST', path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer['position'] as string;
  }

  /** The audit once it has ended. */
  async ended(auditId: string): Promise<Json> {
    for (;;) {
      const { body } = await this.ask('GET', `/v1/audits/${auditId}`);
      if (body['status'] !== 'queued' && body['status'] !== 'running') return body;
      await pause(50);
    }
  }

  private async listen(): Promise<void> {
    const { databaseUrl, store } = this;
    const app = await createApp({ databaseUrl, store, now: clock, newId: randomUUID, operatorKey: KEY });
    await app.listen(0, '127.0.0.1');
    this.url = await app.getUrl();
    this.closers.unshift(() => app.close());
  }

  private async startProjector(): Promise<void> {
    const projector = new Projector({
      eventStore: this.store,
      databaseUrl: this.databaseUrl,
      owner: OWNER,
      now: clock,
      rebuild: () => Promise.resolve(),
    });
    await projector.start();
    this.closers.unshift(() => projector.stop());
  }
}
