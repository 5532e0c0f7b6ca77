import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Actors } from './parts/actors.js';
import { Appender } from './parts/appender.js';
import { Database } from './parts/database.js';
import { NodeUnderTest } from './parts/node-under-test.js';
import type { PostgresUnderTest } from './parts/postgres-under-test.js';
import { Projectors } from './parts/projectors.js';
import { quietPort } from '../faults/parts/quiet-port.js';
import type { Plan } from './plan/plan.js';

/** What all runs share. */
export interface Shared {
  readonly actors: Actors;
  readonly postgres: PostgresUnderTest;
}

/** What a run has for itself. */
export interface World extends Shared {
  readonly database: Database;
  readonly node: NodeUnderTest;
  readonly appender: Appender;
  readonly projectors: Projectors;
  /** Where journals, and what processes put aside, are. */
  readonly tempDir: string;
  /** What no plan accounts for, as it is found. */
  readonly faults: string[];
}

/** Short, so that nobody waits long for a lease to expire; long enough for a busy machine. */
const LEASE_MS = 600;

/** A node and a database of a run's own, empty. The run's clock begins with its first moment. */
export async function openWorld(plan: Plan, { actors, postgres }: Shared, folder: string): Promise<World> {
  await actors.ready();
  const now = startOf(plan);
  const tempDir = join(folder, 'temp');
  mkdirSync(tempDir);
  const faults: string[] = [];
  const onFault = (what: string): void => void faults.push(what);
  const task = { role: 'node', dataDir: join(folder, 'node'), port: await quietPort(), journal: '' } as const;
  const node = new NodeUnderTest(actors, task, (how) => onFault(`the node ended by itself: ${how}`));
  await node.start(now);
  const { connectionString } = node;
  const database = new Database(await postgres.createDatabase());
  const { batchSize, pageSize, lives } = plan;
  const common = { connectionString, databaseUrl: database.url, tempDir, batchSize, pageSize, leaseMs: LEASE_MS };
  const projectors = new Projectors(actors, common, { lives, now, onFault });
  return { actors, postgres, database, node, appender: new Appender(connectionString), projectors, tempDir, faults };
}

export async function closeWorld({ node, appender, projectors, postgres, database }: World): Promise<void> {
  await projectors.stop();
  await appender.close();
  await node.stop();
  await postgres.dropDatabase(database.url);
}

export const startOf = ({ moments }: Plan): number => moments[0]?.at ?? 0;
