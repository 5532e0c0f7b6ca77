import { tmpdir } from 'node:os';
import type pg from 'pg';
import type { EventStore } from '#event-store';
import type { Instant } from '#judge';
import {
  closeRebuilds,
  createReadModelSchema,
  lastRequest,
  loadCheckpoint,
  queryRows,
  REBUILD_SCHEMA,
  saveCheckpoint,
  type Checkpoint,
  type RebuildProgress,
} from '#read-models';
import { Models } from '../models/models.js';
import { inTransaction } from '../models/transaction.js';
import { writerConnection } from '../projector/connection.js';
import { analyze } from './analyze.js';
import { catchUp } from './catch-up.js';
import { fillFromLog } from './fill.js';
import { Progress } from './progress.js';
import { dropOld, swap } from './swap.js';

export interface RebuildSettings {
  readonly eventStore: EventStore;
  readonly databaseUrl: string;
  /** Stands still for who gives none: the hand of the live models. */
  readonly toHand?: Instant;
  readonly now: () => Instant;
  /** Where the facts are put aside; default: the system's folder for such. */
  readonly tempDir?: string;
  readonly onProgress?: (progress: RebuildProgress) => void;
}

/** Another process makes the models anew at this moment. */
export class RebuildUnderWayError extends Error {
  constructor() {
    super('a rebuild of the read models is under way already');
    this.name = 'RebuildUnderWayError';
  }
}

/** Held by the connection of a rebuild. */
const REBUILD_LOCK = 7_201_140_903;

/**
 * Makes the read models anew from the log, in a schema beside the live one, and swaps them in one transaction. Until
 * then the live models are untouched and go on; killed in it, nothing has happened, and the next rebuild begins anew.
 * @returns where the new models stand: at least as far as the live ones did
 * @throws RebuildUnderWayError
 */
export async function rebuild(settings: RebuildSettings): Promise<Checkpoint> {
  const { databaseUrl, onProgress = () => undefined, now } = settings;
  const live = await writerConnection(databaseUrl);
  try {
    const rows = await queryRows<{ mine: boolean }>(live, 'SELECT pg_try_advisory_lock($1) AS mine', [REBUILD_LOCK]);
    if (rows[0]?.mine !== true) throw new RebuildUnderWayError();
    const progress = new Progress(live, now, onProgress);
    try {
      const stand = await rebuildBeside(settings, live, progress);
      await progress.done();
      return stand;
    } catch (error) {
      await progress.failed(error).catch(() => undefined);
      throw error;
    }
  } finally {
    await live.end();
  }
}

async function rebuildBeside(settings: RebuildSettings, live: pg.Client, progress: Progress): Promise<Checkpoint> {
  const { databaseUrl, eventStore } = settings;
  await dropOld(live);
  const asked = await lastRequest(live);
  await createReadModelSchema(databaseUrl, REBUILD_SCHEMA);
  const beside = await writerConnection(databaseUrl, REBUILD_SCHEMA);
  try {
    await fill(settings, { live, beside, progress });
    const read = (stream: string, from: number) => eventStore.readStream(stream, from);
    const guard = () => Promise.resolve();
    const models = await Models.open({ db: beside, guard, pageSize: 1_000, read, announces: false }, settings.now());
    const standOf = async () => (await loadCheckpoint(live)) ?? models.checkpoint;
    const goal = async () => {
      const { position, hand } = await standOf();
      return { position, hand: settings.toHand ?? hand };
    };
    await progress.at('catching-up', 0);
    await catchUp(models, settings.eventStore, await goal());
    await swap(live, async () => {
      await catchUp(models, settings.eventStore, await goal());
      await closeRebuilds(live, asked);
      return models.checkpoint.position;
    });
    return models.checkpoint;
  } finally {
    await beside.end();
    await dropOld(live).catch(() => undefined);
  }
}

interface Places {
  readonly live: pg.Client;
  readonly beside: pg.Client;
  readonly progress: Progress;
}

async function fill(settings: RebuildSettings, { live, beside, progress }: Places): Promise<void> {
  const { eventStore, toHand, now, tempDir = tmpdir() } = settings;
  const upTo = await eventStore.head();
  const hand = toHand ?? (await loadCheckpoint(live))?.hand ?? now();
  const one = () => writerConnection(settings.databaseUrl, REBUILD_SCHEMA);
  const helpers = [await one(), await one(), await one()] as const;
  try {
    const filled = await fillFromLog({ db: beside, helpers, eventStore, upTo, hand, progress, tempDir });
    await analyze(helpers);
    await inTransaction(beside, () => saveCheckpoint(beside, { ...filled, position: upTo, hand }));
  } finally {
    await Promise.all(helpers.map((helper) => helper.end()));
  }
}
