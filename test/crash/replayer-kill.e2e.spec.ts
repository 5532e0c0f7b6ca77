import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EventNode } from '#event-node';
import { ClientEventStore } from '#event-store';
import { readAudit, type AuditView } from '#replay';
import { AuditDatabase } from '../../libs/replay/src/testing/audit-database.js';
import { recordedRequest } from '../../libs/replay/src/testing/recorded-request.js';
import { amendedTo, aRequest, termsWithin } from '../../libs/replay/src/testing/seed.js';

const CASES = 12_000;
const folder = mkdtempSync(join(tmpdir(), 'avenant-replayer-kill-'));
const stricter = aRequest({
  to: '2020-01-01T00:00:00.000Z',
  now: '2020-01-01T00:00:00.000Z',
  amendments: amendedTo(termsWithin(5)),
});

let node: EventNode;
let store: ClientEventStore;
let db: AuditDatabase;
const started: ChildProcess[] = [];

beforeAll(async () => {
  db = await AuditDatabase.create();
  await db.seed(CASES);
  node = await EventNode.open({ dataDir: join(folder, 'node') });
  store = new ClientEventStore({ connectionString: node.connectionString });
}, 120_000);
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  await db.close();
  await store.close();
  await node.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** The built replayer as its own process, once it has said that it is ready. */
async function replayer(): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['dist/apps/replayer/src/main.js'], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      AVENANT_EVENTSTORE: node.connectionString,
      AVENANT_DATABASE: db.url,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(JSON.parse(line.toString())).toEqual({ ready: 'replayer' });
  return child;
}

async function until(auditId: string, holds: (audit: AuditView) => boolean): Promise<AuditView> {
  for (;;) {
    const audit = await readAudit(db.sql, auditId);
    if (audit !== undefined && holds(audit)) return audit;
    await pause(5);
  }
}

const isCompleted = ({ status }: AuditView): boolean => status === 'completed';

describe('the replayer as a process', () => {
  it('goes on where a killed one stopped, and comes to the same digest', async () => {
    await recordedRequest(store, { ...stricter, auditId: 'calm' });
    await recordedRequest(store, { ...stricter, auditId: 'shot' });
    const doomed = await replayer();
    const died = once(doomed, 'exit');
    await until('shot', ({ progress }) => progress.cases > 0);
    doomed.kill('SIGKILL');
    await died;
    const second = await replayer();
    const [calm, shot] = [await until('calm', isCompleted), await until('shot', isCompleted)];
    expect(shot.digest).toBe(calm.digest);
    expect(shot.cases).toEqual({ judged: CASES, changed: CASES, unjudged: [] });
    const { rows } = await db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM avenant_audit.audit_changes GROUP BY audit_id`,
    );
    expect(rows).toEqual([{ n: CASES }, { n: CASES }]);
    const ended = once(second, 'exit');
    second.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 120_000);
});
