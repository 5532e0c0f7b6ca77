import { randomUUID } from 'node:crypto';
import {
  binaryEvent,
  EventStoreDBClient,
  jsonEvent,
  type AppendResult,
  type AppendToStreamOptions,
  type EventData,
  type JSONType,
  type MetadataType,
  type ReadAllOptions,
  type ReadStreamOptions,
} from '@eventstore/db-client';
import { Labels } from './labels.js';
import { short, ShownPosition, whole, type AnyResolvedEvent } from './shown.js';
import { Watched, type Subscription } from './watched.js';

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A read: its events, or what came of it instead, in the form that the recordings have. */
export type ReadOutcome = readonly AnyResolvedEvent[] | Readonly<Record<string, unknown>>;

export const isRead = (outcome: ReadOutcome): outcome is readonly AnyResolvedEvent[] => Array.isArray(outcome);

const READ_ALL_MS = 4000;
const DISPOSE_MS = 1000;

/** What a scenario works with: clients, names, and the outcome it fills step by step. */
export class World {
  readonly outcome: Record<string, unknown> = {};
  readonly labels = new Labels();
  readonly started = Date.now();
  private readonly tag = randomUUID().slice(0, 8);
  private readonly clients: EventStoreDBClient[] = [];
  private batching: EventStoreDBClient | undefined;
  private unbatched: EventStoreDBClient | undefined;

  constructor(
    private readonly scenario: string,
    readonly connection: string,
  ) {}

  /** A new client; `extra` are more settings of the connection string. */
  connect(extra = '', connection = this.connection): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(extra ? `${connection}&${extra}` : connection);
    this.clients.push(client);
    return client;
  }

  /** The client that appends through BatchAppend where the server has it. */
  get client(): EventStoreDBClient {
    return (this.batching ??= this.connect());
  }

  /** The client that appends through the unary Append. */
  get unary(): EventStoreDBClient {
    return (this.unbatched ??= withoutBatches(this.connect()));
  }

  stream(label: string, name = `${this.scenario.replaceAll(/[^a-z0-9]+/gi, '-')}-${label}-${this.tag}`): string {
    return this.labels.add(name, `<${label}>`);
  }

  get suffix(): string {
    return this.tag;
  }

  id(label: string): string {
    return this.labels.add(randomUUID(), `<id:${label}>`);
  }

  event(type = 'e', data: unknown = {}, metadata?: unknown, id?: string): EventData {
    const event = { type, data: data as JSONType, metadata: metadata as MetadataType };
    return jsonEvent(id === undefined ? event : { ...event, id });
  }

  events(count: number, prefix = 'e'): EventData[] {
    return Array.from({ length: count }, (_, i) => this.event(`${prefix}${i}`, { i }));
  }

  link(target: string, id?: string): EventData {
    const event = { type: '$>', data: Buffer.from(target), metadata: { why: 'test' } };
    return binaryEvent(id === undefined ? event : { ...event, id });
  }

  bareLink(target: string): EventData {
    return binaryEvent({ type: '$>', data: Buffer.from(target) });
  }

  note(key: string, value: unknown): void {
    this.outcome[key] = value;
  }

  /** Notes what a call answers or throws. */
  async step<T>(key: string, act: () => Promise<T>): Promise<T | Error> {
    const value = await attempt(act);
    this.note(key, value);
    return value;
  }

  append(
    key: string,
    stream: string,
    events: EventData | EventData[],
    options: AppendToStreamOptions = {},
    client = this.client,
  ): Promise<AppendResult | Error> {
    return this.step(key, () => client.appendToStream(stream, events, options));
  }

  async read(stream: string, options: ReadStreamOptions = {}): Promise<ReadOutcome> {
    const events: AnyResolvedEvent[] = [];
    try {
      for await (const event of this.client.readStream(stream, options)) events.push(event);
      return events;
    } catch (error) {
      return events.length ? { before: short(events), error } : { error };
    }
  }

  async readAll(options: ReadAllOptions = {}, ms = READ_ALL_MS): Promise<ReadOutcome> {
    const events: AnyResolvedEvent[] = [];
    const reading = this.client.readAll(options);
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      void reading.cancel();
      reading.destroy();
    }, ms);
    try {
      for await (const event of reading) events.push(event);
    } catch (error) {
      if (!late) return events.length ? { before: short(events), error } : { error };
    } finally {
      clearTimeout(timer);
    }
    return late ? { 'no end of the read': `after ${ms} ms`, before: short(events) } : events;
  }

  /** Notes the events of a stream in short form. */
  async list(key: string, stream: string, options?: ReadStreamOptions): Promise<void> {
    const read = await this.read(stream, options);
    this.note(key, isRead(read) ? short(read) : read);
  }

  /** Notes the events of a stream with data and metadata. */
  async full(key: string, stream: string, options?: ReadStreamOptions): Promise<void> {
    const read = await this.read(stream, options);
    this.note(key, isRead(read) ? whole(read) : read);
  }

  /** Notes the revisions that a read sees. */
  async revisions(key: string, stream: string, options?: ReadStreamOptions): Promise<void> {
    const read = await this.read(stream, options);
    this.note(key, isRead(read) ? orNothing(read.map((event) => String(event.event?.revision))) : read);
  }

  async metadata(key: string, stream: string): Promise<void> {
    await this.step(key, () => this.client.getStreamMetadata(stream));
    const value = this.outcome[key] as { metastreamRevision?: bigint };
    if (value.metastreamRevision === undefined) return;
    this.note(key, { ...value, metastreamRevision: new ShownPosition(value.metastreamRevision) });
  }

  watch(subscription: Subscription): Watched {
    return new Watched(subscription);
  }

  /** Ends the clients' calls and connections. */
  async dispose(): Promise<void> {
    const end = async (client: EventStoreDBClient): Promise<void> => {
      await client.dispose();
      const connected = client as unknown as { getChannel(): Promise<{ close(): void }> };
      (await connected.getChannel()).close();
    };
    await Promise.race([Promise.allSettled(this.clients.map(end)), sleep(DISPOSE_MS)]);
  }
}

export const orNothing = (parts: readonly string[]): string => parts.join(' ') || '(nothing, no error)';

export async function attempt<T>(act: () => Promise<T>): Promise<T | Error> {
  try {
    return await act();
  } catch (error) {
    return error instanceof Error ? error : new Error(`threw no error: ${String(error)}`);
  }
}

/** Makes a client use the unary Append. */
export function withoutBatches(client: EventStoreDBClient): EventStoreDBClient {
  return Object.assign(client, { supports: () => Promise.resolve(false) });
}

export const succeeded = (result: AppendResult | Error): result is AppendResult =>
  !(result instanceof Error) && result.success;
