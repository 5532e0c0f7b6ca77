import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import {
  ENGINE_SCHEMA,
  LIVE_SCHEMA,
  loadCheckpoint,
  PROJECTION,
  queryRows,
  type Queryable,
  requestPause,
  requestRebuild,
  requestResume,
  requestRetry,
  searchPath,
} from '#read-models';

/** How far the models of a run are. */
export interface Stand {
  readonly position: number;
  /** In milliseconds since 1970. */
  readonly hand: number;
  /** Cases that wait to be judged again, requests not served, notices not sent. */
  readonly open: number;
}

/** How long the server may be away, in milliseconds. */
const WITHIN_MS = 30_000;

const OPEN = `SELECT (SELECT count(*) FROM ${LIVE_SCHEMA}.projection_restatements)
  + (SELECT count(*) FROM ${ENGINE_SCHEMA}.projection_requests WHERE done_at IS NULL)
  + (SELECT count(*) FROM ${ENGINE_SCHEMA}.projection_outbox) AS open`;

/** The database of a run as an operator sees it: a connection for each question, for the server may have been killed. */
export class Database {
  constructor(readonly url: string) {}

  stand(): Promise<Stand> {
    return this.asked(async (db) => {
      const at = await loadCheckpoint(db);
      const rows = await queryRows<{ open: string }>(db, OPEN);
      return { position: at?.position ?? -1, hand: at?.hand ?? 0, open: Number(rows[0]?.open) };
    });
  }

  async wantRebuild(): Promise<void> {
    await this.asked((db) => requestRebuild(db, PROJECTION));
  }

  async wantPause(): Promise<void> {
    await this.asked((db) => requestPause(db, PROJECTION));
  }

  async wantResume(): Promise<void> {
    await this.asked((db) => requestResume(db, PROJECTION));
  }

  /** Asks for every event that could not be applied to be tried again. @returns how many there are */
  wantRetries(): Promise<number> {
    return this.asked(async (db) => {
      const letters = await queryRows<{ id: string }>(
        db,
        `SELECT id FROM dead_letters WHERE kind = 'event' ORDER BY id`,
      );
      for (const { id } of letters) await requestRetry(db, PROJECTION, id);
      return letters.length;
    });
  }

  private async asked<T>(work: (db: Queryable) => Promise<T>): Promise<T> {
    for (const late = performance.now() + WITHIN_MS; ; await sleep(50)) {
      const db = new pg.Client({ connectionString: this.url, options: searchPath(LIVE_SCHEMA) });
      db.on('error', () => undefined);
      try {
        await db.connect();
        return await work(db);
      } catch (error) {
        if (performance.now() > late) throw error;
      } finally {
        await db.end().catch(() => undefined);
      }
    }
  }
}
