import { setTimeout as pause } from 'node:timers/promises';
import type { EventStore } from '#event-store';
import type pg from 'pg';
import { AUDIT_SCHEMA } from '../audits/audit.entity.js';
import { queryRows, type Queryable } from '#read-models';
import { replayerPool } from './connection.js';
import { finishNext } from './finish.js';
import { followRequests } from './intake.js';
import { Lane, type WorkerEntry } from './lane.js';
import { prepareNext } from './prepare.js';

export interface ReplayerSettings {
  readonly store: EventStore;
  readonly databaseUrl: string;
  /** Names this replayer among others; unique. */
  readonly owner: string;
  /** Threads, 1 to 8. */
  readonly workers: number;
  readonly now: () => Date;
  /** Version of the IANA time-zone data, for manifests. */
  readonly timeZoneData: string;
  /** Told what is tried again. */
  readonly onTrouble: (doing: string, error: unknown) => void;
  readonly entry?: WorkerEntry;
}

/** How often a replayer looks for audits to start and to end, in milliseconds. */
const LOOK_EVERY_MS = 200;
const AFTER_TROUBLE_MS = 1_000;

/** The isolated lane as a whole: takes requests from the log, cuts audits, has them judged, ends them. */
export class Replayer {
  private readonly pool: pg.Pool;
  private readonly lane: Lane;
  private readonly stopping = new AbortController();
  private running: Promise<unknown> = Promise.resolve();
  private looking = new AbortController();

  constructor(private readonly settings: ReplayerSettings) {
    const { databaseUrl, owner, workers, entry, onTrouble } = settings;
    this.pool = replayerPool(databaseUrl);
    this.pool.on('error', (error) => onTrouble('idle connection', error));
    this.lane = new Lane({
      databaseUrl,
      owner,
      workers,
      ...(entry && { entry }),
      onIdle: () => this.looking.abort(),
      onTrouble: (message) => onTrouble('judging', message),
    });
  }

  /** Works until `stop`. What fails is tried again. */
  start(): void {
    const { store } = this.settings;
    const { signal } = this.stopping;
    this.running = Promise.all([
      this.untilStopped('following the log', () => followRequests(store, this.pool, signal)),
      this.untilStopped('looking for audits', () => this.look()),
    ]);
  }

  /** Ends after the shards at work. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.looking.abort();
    await Promise.all([this.running, this.lane.stop()]);
    await this.pool.end();
  }

  private async look(): Promise<void> {
    this.looking = new AbortController();
    const { store, timeZoneData, now } = this.settings;
    while (await this.inTransaction((db) => finishNext(db, { store, timeZoneData, now: now() }))) continue;
    while (await this.inTransaction((db) => prepareNext(db, now()))) continue;
    if (await this.isThereWork()) this.lane.wake();
    await pause(LOOK_EVERY_MS, undefined, { signal: this.looking.signal }).catch(() => undefined);
  }

  private async isThereWork(): Promise<boolean> {
    const [row] = await queryRows<{ found: boolean }>(
      this.pool,
      `SELECT EXISTS (SELECT 1 FROM ${AUDIT_SCHEMA}.audit_shards s JOIN ${AUDIT_SCHEMA}.audits a USING (audit_id)
         WHERE NOT s.done AND a.status = 'running' AND a.error IS NULL) AS found`,
    );
    return row?.found === true;
  }

  private async inTransaction<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(client);
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      // The connection may be in any state: it is closed, which rolls back.
      client.release(true);
      throw error;
    }
  }

  private async untilStopped(doing: string, step: () => Promise<void>): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await step();
      } catch (error) {
        if (signal.aborted) return;
        this.settings.onTrouble(doing, error);
        await pause(AFTER_TROUBLE_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
