import type { Client } from 'pg';
import type { LogItem } from '#event-store';
import { instantOf, type Instant } from '#judge';
import { digestsOf, migrate, type Digests } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { Models, type ModelsSettings } from '../models/models.js';
import { writerConnection } from '../projector/connection.js';
import { history, DAWN, DAY, type Stated } from './history.js';
import { InMemoryEventStore } from './in-memory-event-store.js';

/** When the log of tests took its events, and where the hand stands in most of them. */
export const RECORDED = DAWN + 40 * DAY;
export const MIDWAY = instantOf(DAWN + 9 * DAY);
export const LATE = instantOf(DAWN + 60 * DAY);

/** A log with a history in it. */
export async function logOf(stated: readonly Stated[]): Promise<InMemoryEventStore> {
  const store = new InMemoryEventStore(() => RECORDED);
  for (const { stream, event } of stated) await store.add(stream, event);
  return store;
}

export const logFrom = (seed: number, tickets: number): Promise<InMemoryEventStore> => logOf(history(seed, tickets));

export const items = (events: InMemoryEventStore['log']): readonly LogItem[] =>
  events.map((event) => ({ kind: 'event', event }));

/** A writer that is never fenced, of a log in which no stream is looked up again. */
export const WRITER = {
  guard: () => Promise.resolve(),
  pageSize: 20,
  read: () => Promise.resolve([]),
  announces: true,
} satisfies Partial<ModelsSettings>;

/** Databases with empty read models, and writers on them; all closed at once. */
export class World {
  private readonly clients: Client[] = [];

  private constructor(private readonly postgres: TestPostgres) {}

  static async open(): Promise<World> {
    return new World(await startTestPostgres());
  }

  /** A database with empty read models. */
  database(): Promise<string> {
    return this.postgres.createDatabase({ name: 'read_models', prepare: migrate });
  }

  async connect(databaseUrl: string): Promise<Client> {
    const client = await writerConnection(databaseUrl);
    this.clients.push(client);
    return client;
  }

  /** @param others which of the writer's settings are to be others */
  async models(databaseUrl: string, hand: Instant = MIDWAY, others: Partial<ModelsSettings> = {}): Promise<Models> {
    const db = await this.connect(databaseUrl);
    return Models.open({ ...WRITER, db, ...others }, hand);
  }

  /** Closes all connections made so far. */
  async disconnect(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.end().catch(() => undefined)));
  }

  async close(): Promise<void> {
    await this.disconnect();
    await this.postgres.stop();
  }
}

/** Applies a whole log in batches, and judges again what that asks for. */
export async function applyAll(models: Models, store: InMemoryEventStore, batchSize: number): Promise<void> {
  for (let i = 0; i < store.log.length; i += batchSize) {
    await models.apply(items(store.log.slice(i, i + batchSize)));
  }
  while (await models.restate());
}

export async function moveHandTo(models: Models, hand: Instant): Promise<void> {
  while (await models.moveHand(hand));
}

/** The digests of a database, of models that do not move any more. */
export async function settled(databaseUrl: string): Promise<Digests> {
  const digests = await digestsOf(databaseUrl);
  expect(digests.restating).toBe(false);
  return digests;
}
