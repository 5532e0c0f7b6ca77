import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '#platform';
import { migrate } from '#read-models';
import { BenchFolder } from '../log/disk.js';
import { Ends } from '../log/ends.js';
import { machineNow } from '../log/machine.js';
import { NodeProcess } from '../log/node-process.js';
import { history, MIX } from './history.js';
import { type RebuildRun, readAllRun, rebuildRun } from './rebuild-run.js';
import { writeLog } from './write-log.js';

const LARGE = 1_000_000;
const SMALL = 100_000;
const ROUNDS = 2;

/**
 * Rebuilds of all read models from a log of a million events of tickets and from one of a hundred thousand, beside the
 * empty loop of the official client over the same log, by turns. Node, PostgreSQL, rebuild and loop are processes of
 * their own.
 */
export async function run(): Promise<object> {
  const folder = new BenchFolder();
  const machineBefore = machineNow(folder.path);
  const ends = new Ends();
  ends.add(() => folder.remove());
  try {
    const dir = join(folder.path, 'postgres');
    mkdirSync(dir);
    // Where the server runs under an account of its own, that must get through to its data.
    for (const path of [folder.path, dir]) chmodSync(path, 0o711);
    const postgres = await EmbeddedPostgres.start({ dir, ephemeral: true });
    ends.add(() => postgres.stop());
    const small = await measure(SMALL, { folder: folder.path, postgres, rounds: 1 });
    const large = await measure(LARGE, { folder: folder.path, postgres, rounds: ROUNDS });
    return {
      measured: `by the wall clock, best of ${ROUNDS} rounds by turns; a rebuild from its beginning to its end, indexes and swap included`,
      ours: { million: large.rebuild, hundredThousand: small.rebuild },
      yardsticks: { readAllOfOfficialClient: { eventsPerSecond: large.readAll } },
      ratio: {
        rebuildToReadAll: ratio(large.rebuild.eventsPerSecond, large.readAll),
        peakRssOfMillionToHundredThousand: ratio(large.rebuild.peakRssMib, small.rebuild.peakRssMib),
      },
      bars: { rebuildToReadAll: 0.5, peakRssOfMillionToHundredThousand: 1.2 },
      workload: {
        machineBefore,
        events: { million: large.events, hundredThousand: small.events },
        tickets: large.tickets,
        verdicts: large.verdicts,
        bytesOfAnEvent: large.bytesOfAnEvent,
        shares: MIX,
        what: 'Boston sample again and again under other ids; each ticket opened and, where the city closed it, resolved; shares of tickets with more; one agreement and calendar of two versions each; PostgreSQL as npm start runs it',
      },
    };
  } finally {
    await ends.run();
  }
}

interface Setting {
  readonly folder: string;
  readonly postgres: EmbeddedPostgres;
  readonly rounds: number;
}

interface Measured {
  readonly rebuild: RebuildRun;
  /** Events a second. */
  readonly readAll: number;
  readonly events: number;
  readonly tickets: number;
  readonly verdicts: number;
  readonly bytesOfAnEvent: number;
}

async function measure(ticketEvents: number, { folder, postgres, rounds }: Setting): Promise<Measured> {
  const dataDir = join(folder, `node-${ticketEvents}`);
  const stated = await history(ticketEvents);
  const bytesOfAnEvent = await writeLog(dataDir, stated);
  const { node, connectionString } = await NodeProcess.start(dataDir);
  try {
    const database = await newDatabase(postgres, `rebuild_${ticketEvents}`);
    let readAll = 0;
    let best: RebuildRun | undefined;
    let peakRssMib = 0;
    for (let round = 0; round < rounds; round += 1) {
      const read = await readAllRun(connectionString);
      readAll = Math.max(readAll, Math.round(read.events / read.seconds));
      const rebuild = await rebuildRun({ database, eventStore: connectionString });
      if (rebuild.events !== stated.length)
        throw new Error(`the rebuild counts ${rebuild.events} events of ${stated.length}`);
      if (rebuild.eventsPerSecond > (best?.eventsPerSecond ?? 0)) best = rebuild;
      peakRssMib = Math.max(peakRssMib, rebuild.peakRssMib);
    }
    const found = await contents(database);
    return {
      rebuild: { ...(best as RebuildRun), peakRssMib },
      readAll,
      events: stated.length,
      bytesOfAnEvent,
      ...found,
    };
  } finally {
    await node.stop();
  }
}

async function newDatabase(postgres: EmbeddedPostgres, name: string): Promise<string> {
  const db = new pg.Client({ connectionString: postgres.url() });
  await db.connect();
  await db.query(`CREATE DATABASE ${name}`);
  await db.end();
  await migrate(postgres.url(name));
  return postgres.url(name);
}

/** How much the tables hold; nothing may have been refused. */
async function contents(database: string): Promise<{ tickets: number; verdicts: number }> {
  const db = new pg.Client({ connectionString: database, options: '-c search_path=avenant' });
  await db.connect();
  const { rows } = await db.query<{ tickets: number; verdicts: number; letters: number }>(
    `SELECT (SELECT count(*) FROM cases)::int AS tickets, (SELECT count(*) FROM verdicts)::int AS verdicts,
       (SELECT count(*) FROM dead_letters)::int AS letters`,
  );
  await db.end();
  const { tickets, verdicts, letters } = rows[0] as { tickets: number; verdicts: number; letters: number };
  if (letters > 0) throw new Error(`${letters} events or cases of the history could not be applied`);
  return { tickets, verdicts };
}

const ratio = (ours: number, yardstick: number): number => Number((ours / yardstick).toPrecision(3));
