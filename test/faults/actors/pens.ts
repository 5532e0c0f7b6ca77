import { setTimeout as sleep } from 'node:timers/promises';
import { ANY, EventStoreDBClient, jsonEvent, NO_STREAM, StreamNotFoundError } from '@eventstore/db-client';
import { ClientEventStore, type ExpectedRevision, type NewEvent, StoreUnavailableError } from '#event-store';
import type { Expected } from './journal.js';
import { SHORT, type Task } from './task.js';

export interface Placed {
  readonly revision: number;
  readonly position: number;
}

/** A way to append. A process has one: the official client keeps its appends in one place for all its instances. */
export interface Pen {
  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Placed>;
  /** Undefined when the log cannot say. */
  revisionOf(stream: string): Promise<ExpectedRevision | undefined>;
  close(): Promise<void>;
}

export const penOf = (task: Task & { readonly role: 'writer' }): Pen =>
  task.by === 'port' ? new PortPen(task.connectionString) : new ClientPen(task.connectionString);

/** Through the adapter: it repeats an attempt without an answer until it knows. */
class PortPen implements Pen {
  private readonly log: ClientEventStore;

  constructor(connectionString: string) {
    this.log = new ClientEventStore({ connectionString, ...SHORT });
  }

  append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Placed> {
    if (expected === 'any') throw new Error('the adapter always names a revision');
    return this.log.append(stream, expected, events);
  }

  async revisionOf(stream: string): Promise<ExpectedRevision | undefined> {
    try {
      return (await this.log.readStream(stream)).at(-1)?.revision ?? 'none';
    } catch (error) {
      if (error instanceof StoreUnavailableError) return undefined;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

const DEADLINE_MS = 700;
/** The official client may wait for ever for an answer that got lost. */
const PATIENCE_MS = 900;

/** Through the official client: one attempt. */
class ClientPen implements Pen {
  private readonly client: EventStoreDBClient;

  constructor(connectionString: string) {
    this.client = EventStoreDBClient.connectionString(connectionString);
  }

  async append(stream: string, expected: Expected, events: readonly NewEvent[]): Promise<Placed> {
    const expectedRevision = expected === 'any' ? ANY : expected === 'none' ? NO_STREAM : BigInt(expected);
    const offered = events.map((event) => jsonEvent({ ...event, data: { ...event.data } }));
    const answer = this.client.appendToStream(stream, offered, { expectedRevision, deadline: DEADLINE_MS });
    const { nextExpectedRevision, position } = await inTime(answer);
    if (position === undefined) throw new Error('the answer has no position');
    return { revision: Number(nextExpectedRevision), position: Number(position.commit) };
  }

  async revisionOf(stream: string): Promise<ExpectedRevision | undefined> {
    const read = async () => {
      let last: ExpectedRevision = 'none';
      for await (const { event } of this.client.readStream(stream, { deadline: DEADLINE_MS }))
        if (event !== undefined) last = Number(event.revision);
      return last;
    };
    return inTime(read()).catch((error: unknown) => (error instanceof StreamNotFoundError ? 'none' : undefined));
  }

  async close(): Promise<void> {
    await Promise.race([this.client.dispose(), sleep(200)]);
  }
}

async function inTime<T>(answer: Promise<T>): Promise<T> {
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
    throw new Error(`no answer within ${PATIENCE_MS} ms`);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    patience.abort();
    late.catch(() => undefined);
  }
}
