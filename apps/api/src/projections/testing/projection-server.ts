import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventNode } from '#event-node';
import { ClientEventStore, type NewEvent } from '#event-store';
import { instantOf } from '#judge';
import { Projector, rebuild } from '#projection';
import { migrate } from '#read-models';
import { migrateAudits } from '#replay';
import { startTestPostgres } from '../../../../../libs/platform/src/testing/postgres.js';
import { createApp } from '../../create-app.js';

const KEY = 'a-key-for-tests-only';
const now = () => instantOf(Date.now());

export type Json = Readonly<Record<string, unknown>>;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Json;
}

/** Commands and queries on a real socket, over a real log, with a projector that rebuilds when told to. */
export class ProjectionServer {
  private readonly closers: (() => unknown)[] = [];

  private constructor(
    readonly url: string,
    readonly databaseUrl: string,
    /** Holds the operator's key. */
    readonly keyFile: string,
    readonly store: ClientEventStore,
  ) {}

  static async start(): Promise<ProjectionServer> {
    const folder = mkdtempSync(join(tmpdir(), 'avenant-projections-'));
    const keyFile = join(folder, 'operator.key');
    writeFileSync(keyFile, KEY);
    const postgres = await startTestPostgres();
    const databaseUrl = await postgres.createDatabase();
    await migrate(databaseUrl);
    await migrateAudits(databaseUrl);
    const node = await EventNode.open({ dataDir: join(folder, 'node') });
    const store = new ClientEventStore({ connectionString: node.connectionString });
    const app = await createApp({ databaseUrl, store, now, newId: randomUUID, operatorKey: KEY });
    await app.listen(0, '127.0.0.1');
    const projector = new Projector({
      ...{ eventStore: store, databaseUrl, owner: 'projection-test', now, tickMs: 50 },
      rebuild: () => rebuild({ eventStore: store, databaseUrl, now }).then(() => undefined),
    });
    await projector.start();
    const server = new ProjectionServer(await app.getUrl(), databaseUrl, keyFile, store);
    server.closers.push(
      () => app.close(),
      () => projector.stop(),
      () => store.close(),
      () => node.close(),
      () => postgres.stop(),
      () => rmSync(folder, { recursive: true, force: true }),
    );
    return server;
  }

  async stop(): Promise<void> {
    for (const close of this.closers) await close();
  }

  async ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(this.url + path, {
      method,
      headers: { authorization: `Bearer ${KEY}`, ...json, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text !== '' ? JSON.parse(text) : {}) as Json,
    };
  }

  get = (path: string) => this.ask('GET', path);
  post = (path: string, body?: unknown, headers?: Record<string, string>) => this.ask('POST', path, body, headers);

  /** The one projection, as the list shows it; asked again where a rebuild has just replaced what was read. */
  async projection(): Promise<Json> {
    const { status, body } = await this.get('/v1/projections');
    if (status === 503) return this.projection();
    if (status !== 200) throw new Error(`/v1/projections: ${status} ${JSON.stringify(body)}`);
    return (body['items'] as readonly Json[])[0] ?? {};
  }

  /** A command that must be taken; answers its position. */
  async told(path: string, body: unknown): Promise<string> {
    const { status, body: answer } = await this.post(path, body);
    if (status >= 300) throw new Error(`${path}: ${status} ${JSON.stringify(answer)}`);
    return answer['position'] as string;
  }

  /**
   * An event that no command would write, at the end of its stream.
   * @returns its id, once the models have seen it
   */
  async smuggle(stream: string, type: string, data: object): Promise<string> {
    const id = randomUUID();
    const metadata = { commandId: id, bodyHash: '', $correlationId: id, $causationId: id, actor: 'test', schema: 1 };
    const event: NewEvent = { id, type, data, metadata };
    const last = (await this.store.readStream(stream)).at(-1)?.revision ?? 'none';
    const { position } = await this.store.append(stream, last, [event]);
    await this.get(`/v1/projections?after=${position}`);
    return id;
  }

  /** A pause without a reason, at the end of a ticket: it cannot be applied. @returns the event's id */
  smuggleInto = (ticketId: string, at: string): Promise<string> =>
    this.smuggle(`ticket-${ticketId}`, 'TicketPaused', { ticketId, at });
}
