import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { EventNode } from '#event-node';
import { ClientEventStore, type NewEvent } from '#event-store';
import { instantOf } from '#judge';
import { rebuild } from '#projection';
import { digestsOf, migrate, requestRebuild } from '#read-models';
import { startTestPostgres, type TestPostgres } from '../../libs/platform/src/testing/postgres.js';
import { history, seeded } from '../../libs/projection/src/testing/history.js';

const MAIN = 'dist/apps/projector/src/main.js';

let postgres: TestPostgres;
let node: EventNode;
let log: ClientEventStore;
const dataDir = mkdtempSync(join(tmpdir(), 'avenant-projector-kill-'));
const children = new Set<ChildProcess>();

beforeAll(async () => {
  postgres = await startTestPostgres();
  node = await EventNode.open({ dataDir });
  log = new ClientEventStore({ connectionString: node.connectionString });
}, 60_000);

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await log.close();
  await node.close();
  await postgres.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, 60_000);

/** Starts a projector process; resolves when it says that it is ready. */
async function start(databaseUrl: string): Promise<ChildProcess> {
  const env = {
    ...process.env,
    AVENANT_EVENTSTORE: node.connectionString,
    AVENANT_DATABASE: databaseUrl,
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, [MAIN, '--parent-pipe'], { env, stdio: ['pipe', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  const [line] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  expect(JSON.parse(line.toString())).toEqual({ ready: 'projector' });
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exited = once(child, 'exit');
  child.kill(signal);
  return ((await exited) as [number | null])[0];
}

async function appendAll(from: readonly { stream: string; event: NewEvent }[]): Promise<void> {
  const revisions = new Map<string, number>();
  for (const { stream, event } of from) {
    const { revision } = await log.append(stream, revisions.get(stream) ?? 'none', [event]);
    revisions.set(stream, revision);
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 900; i += 1) {
    if (await condition()) return;
    await after(100);
  }
  throw new Error('it did not happen within ninety seconds');
}

it('two projectors, killed at random while the log grows, leave the tables that a rebuild makes', async () => {
  const random = seeded(20_260_302);
  const databaseUrl = await postgres.createDatabase();
  await migrate(databaseUrl);
  const appending = appendAll(history(91, 250));
  let [hot, other] = [await start(databaseUrl), await start(databaseUrl)];
  for (let deaths = 0; deaths < 3; deaths += 1) {
    await after(random() * 400);
    await end(hot, 'SIGKILL');
    [hot, other] = [other, await start(databaseUrl)];
  }
  await appending;
  const head = await log.head();
  await until(async () => {
    const { position, restating } = await digestsOf(databaseUrl);
    return position >= head && !restating;
  });
  expect(await end(hot, 'SIGTERM')).toBe(0);
  const live = await digestsOf(databaseUrl);
  const db = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=avenant,avenant_engine' });
  await db.connect();
  await requestRebuild(db, 'read-models');
  await until(async () => {
    const { rows } = await db.query<{ open: boolean }>(
      'SELECT done_at IS NULL OR error IS NOT NULL AS open FROM projection_requests',
    );
    return rows.every(({ open }) => !open);
  });
  await db.end();
  expect((await digestsOf(databaseUrl)).replay).toBe(live.replay);
  expect(await end(other, 'SIGTERM')).toBe(0);

  const clean = await postgres.createDatabase();
  await migrate(clean);
  await rebuild({ eventStore: log, databaseUrl: clean, toHand: instantOf(live.hand), now: () => instantOf(live.hand) });
  expect((await digestsOf(clean)).replay).toBe(live.replay);
}, 300_000);

it('a projector whose parent dies ends by itself', async () => {
  const databaseUrl = await postgres.createDatabase();
  const child = await start(databaseUrl);
  const exited = once(child, 'exit');
  child.stdin?.end();
  expect(await exited).toEqual([0, null]);
}, 120_000);
