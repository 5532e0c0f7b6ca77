import type { Client } from 'pg';
import type { EventStore } from '#event-store';
import { instantOf, type Instant } from '#judge';
import { dropLease, holdLease, PROJECTION, queryRows, takeLease, type Lease } from '#read-models';
import { Models } from '../models/models.js';
import { writerConnection } from './connection.js';
import { Turns } from './turns.js';

export interface SessionSettings {
  readonly eventStore: Pick<EventStore, 'readStream'>;
  readonly databaseUrl: string;
  /** Names this process; no two alike. */
  readonly owner: string;
  readonly leaseMs: number;
  readonly pageSize: number;
  readonly now: () => Instant;
}

/** Where the hand of new tables starts: it follows what is read of the log, then the clock. */
const BEGINNING = instantOf(0);

/** Held by the connection of whoever has the lease: free as soon as that process is gone, however it went. */
const PRESENCE_LOCK = 7_201_140_902;

/** The time during which one process is the writer. Ends with the lease, with the connection, or by `close`. */
export class Session {
  private readonly turns = new Turns();

  private constructor(
    private readonly db: Client,
    readonly lease: Lease,
    private readonly models: Models,
    private readonly settings: SessionSettings,
  ) {}

  /** Becomes the writer, if nobody is; null: another process is. */
  static async open(settings: SessionSettings): Promise<Session | null> {
    const db = await writerConnection(settings.databaseUrl);
    try {
      const session = await Session.openOn(db, settings);
      if (session === null) await db.end();
      return session;
    } catch (error) {
      await db.end();
      throw error;
    }
  }

  private static async openOn(db: Client, settings: SessionSettings): Promise<Session | null> {
    const { eventStore, owner, leaseMs, pageSize } = settings;
    const rows = await queryRows<{ alone: boolean }>(db, 'SELECT pg_try_advisory_lock($1) AS alone', [PRESENCE_LOCK]);
    const lease = await takeLease(db, PROJECTION, owner, leaseMs, rows[0]?.alone ?? false);
    if (lease === null) return null;
    const guard = (tx: Parameters<typeof holdLease>[0]) => holdLease(tx, lease, leaseMs);
    const read = (stream: string, from: number) => eventStore.readStream(stream, from);
    return new Session(
      db,
      lease,
      await Models.open({ db, guard, pageSize, read, announces: true }, BEGINNING),
      settings,
    );
  }

  get checkpoint() {
    return this.models.checkpoint;
  }

  get isRestating(): boolean {
    return this.models.isRestating;
  }

  /** Runs one step of the models when its turn has come. */
  step<T>(work: (models: Models) => Promise<T>): Promise<T> {
    return this.turns.take(() => work(this.models));
  }

  /** Prolongs the lease of a writer that has nothing to write. @throws LeaseLostError */
  renew(): Promise<void> {
    return this.turns.take(() => holdLease(this.db, this.lease, this.settings.leaseMs));
  }

  /** A statement of the engine's own tables, between two steps. */
  beside<T>(work: (db: Client) => Promise<T>): Promise<T> {
    return this.turns.take(() => work(this.db));
  }

  /** Lets the step under way end, gives the lease back and closes the connection. */
  async close(): Promise<void> {
    await this.turns.ended();
    await dropLease(this.db, this.lease).catch(() => undefined);
    await this.db.end().catch(() => undefined);
  }
}
