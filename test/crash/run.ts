import { ClientEventStore, type RecordedEvent, START } from '#event-store';
import { instantOf } from '#judge';
import { rebuild } from '#projection';
import { digestsOf } from '#read-models';
import { type Entry, readJournal } from './actors/journal.js';
import { checkLog, noticesOf } from './checks/check-log.js';
import { checkNotices } from './checks/check-notices.js';
import { differencesOf } from './checks/differ.js';
import { readTables, type Table } from './checks/tables.js';
import { Course } from './course.js';
import type { Plan } from './plan/plan.js';
import { closeWorld, openWorld, type Shared, type World } from './world.js';

/** What a run came to. */
export interface RunReport {
  readonly seed: number;
  readonly ms: number;
  /** What was done, in words. */
  readonly steps: readonly string[];
  /** Promises that were not kept. */
  readonly faults: readonly string[];
  readonly events: number;
  readonly notices: number;
  /** Of the notices, those of breaches that were none (check-notices.ts). */
  readonly falseAlarms: number;
  /** How often a projector ended by a kill, its own or ours. */
  readonly deaths: number;
  /** Where processes killed themselves. */
  readonly killedAt: readonly string[];
  /** What projectors and rebuilds complained of. */
  readonly troubles: readonly string[];
}

/** Carries a plan out, and holds the tables that it leaves against those of a clean rebuild. */
export async function run(plan: Plan, shared: Shared, folder: string): Promise<RunReport> {
  const began = performance.now();
  const world = await openWorld(plan, shared, folder);
  const course = new Course(plan, world);
  try {
    await course.carryOut();
    await course.settle();
    const log = await readLog(world);
    const live = await standing(world.database.url);
    const announced = checkNotices(live.tables);
    world.faults.push(...checkLog(log, plan.moments), ...announced.faults, ...(await compare(live, plan, world)));
    const journals = [...world.projectors.journals, ...course.rebuilderJournals].flatMap(readJournal);
    world.faults.push(...journals.flatMap(staleness));
    return {
      seed: plan.seed,
      ms: Math.round(performance.now() - began),
      steps: course.done,
      faults: world.faults,
      events: log.length,
      notices: noticesOf(log),
      falseAlarms: announced.falseAlarms,
      deaths: world.projectors.deaths,
      killedAt: journals.flatMap((entry) => (entry.kind === 'dies' ? [entry.at] : [])),
      troubles: journals.flatMap((entry) => (entry.kind === 'trouble' ? [entry.why] : [])),
    };
  } finally {
    await closeWorld(world);
  }
}

async function readLog({ appender }: World): Promise<readonly RecordedEvent[]> {
  const log: RecordedEvent[] = [];
  for await (const events of appender.log.readAll({ after: START, streamPrefixes: [''] })) log.push(...events);
  return log;
}

/** Rebuilds to where the live models stand: all rows must be the same, and so the digest. */
async function compare(live: Standing, plan: Plan, world: World): Promise<readonly string[]> {
  const { database, node, postgres, tempDir } = world;
  const url = plan.elsewhere ? await postgres.createDatabase() : database.url;
  const eventStore = new ClientEventStore({ connectionString: node.connectionString });
  const hand = instantOf(plan.finalHand);
  try {
    await rebuild({ eventStore, databaseUrl: url, toHand: hand, now: () => hand, tempDir });
  } finally {
    await eventStore.close();
  }
  const rebuilt = await standing(url);
  if (plan.elsewhere) await postgres.dropDatabase(url);
  const digests =
    live.replay === rebuilt.replay ? [] : [`the digest is ${live.replay}, that of a rebuild ${rebuilt.replay}`];
  return [...digests, ...differencesOf(live.tables, rebuilt.tables)];
}

interface Standing {
  readonly replay: string;
  readonly tables: readonly Table[];
}

async function standing(url: string): Promise<Standing> {
  const { replay } = await digestsOf(url);
  return { replay, tables: await readTables(url) };
}

const staleness = (entry: Entry): readonly string[] =>
  entry.kind === 'stale'
    ? [`a projector with the lease of epoch ${entry.epoch} was about to commit when it was that of epoch ${entry.now}`]
    : [];
