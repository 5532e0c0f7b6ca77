import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { EventNode } from '#event-node';
import { ClientEventStore, type EventStore } from '#event-store';
import { instantOf } from '#judge';
import { migrate } from '#read-models';
import { migrateAudits } from '#replay';
import { startTestPostgres, type TestPostgres } from '../../../../libs/platform/src/testing/postgres.js';
import { createApp } from '../create-app.js';

export const KEY = 'a-key-for-tests-only';

interface Fault {
  readonly status: number;
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];
}

/** What the answers to commands and problem documents hold, whichever an answer is. */
export interface ReplyBody extends Fault {
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

export interface LineReply {
  readonly line: number;
  readonly ok: boolean;
  readonly position: string;
  readonly ticketId: string;
  readonly problem: Fault;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Of JSON; else without any field. */
  readonly body: ReplyBody;
}

/** The whole API on a real socket over a real log, without projector and replayer. */
export class ApiServer {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly store: EventStore,
    private readonly closers: readonly (() => Promise<unknown>)[],
  ) {}

  static async start(wrap: (store: EventStore) => EventStore = (store) => store): Promise<ApiServer> {
    const folder = await mkdtemp(join(tmpdir(), 'avenant-api-'));
    const postgres: TestPostgres = await startTestPostgres();
    const databaseUrl = await postgres.createDatabase();
    await migrate(databaseUrl);
    await migrateAudits(databaseUrl);
    const node = await EventNode.open({ dataDir: join(folder, 'node') });
    const client = new ClientEventStore({ connectionString: node.connectionString });
    const store = wrap(client);
    const now = () => instantOf(Date.now());
    const app = await createApp({ store, databaseUrl, now, newId: randomUUID, operatorKey: KEY });
    await app.listen(0, '127.0.0.1');
    return new ApiServer(app, await app.getUrl(), store, [
      () => app.close(),
      () => client.close(),
      () => node.close(),
      () => postgres.stop(),
      () => rm(folder, { recursive: true, force: true }),
    ]);
  }

  async stop(): Promise<void> {
    for (const close of this.closers) await close();
  }

  /** A request with the operator key; objects are sent as JSON, texts and bytes as they are. */
  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(this.url + path, {
      method,
      headers: {
        authorization: `Bearer ${KEY}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: raw ? body : JSON.stringify(body) }),
    });
    const text = await textOf(response);
    const json = /^application\/(problem\+)?json/.test(response.headers.get('content-type') ?? '');
    const read = (json && text !== '' ? JSON.parse(text) : {}) as ReplyBody;
    return { status: response.status, headers: response.headers, text, body: read };
  }

  post = (path: string, body?: unknown, headers?: Record<string, string>) => this.ask('POST', path, body, headers);

  /** Sends lines to POST /v1/commands and reads its answers. */
  async lines(lines: readonly (object | string)[]): Promise<readonly LineReply[]> {
    const text = lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');
    const reply = await this.post('/v1/commands', text, { 'content-type': 'application/x-ndjson' });
    return reply.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as LineReply);
  }
}

/** An event stream has no end: its answer is that it has begun. */
async function textOf(response: Response): Promise<string> {
  if (response.headers.get('content-type')?.startsWith('text/event-stream') !== true) return response.text();
  await response.body?.cancel();
  return '';
}
