import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { AuditRequest } from '#domain';
import { EventNode } from '#event-node';
import { ClientEventStore } from '#event-store';
import { loadAudit } from '../audits/audit-log.js';
import { endAudit } from '../audits/audit-rows.js';
import { readAudit, readManifest, type AuditView } from '../audits/audit-views.js';
import { AuditDatabase } from '../testing/audit-database.js';
import { recordedRequest } from '../testing/recorded-request.js';
import { amendedTo, aRequest, setCheckpoint, termsWithin } from '../testing/seed.js';
import type { WorkerEntry } from './lane.js';
import { Replayer } from './replayer.js';

const FROM_SOURCE: WorkerEntry = {
  url: new URL('./worker.ts', import.meta.url),
  execArgv: ['-C', 'avenant-source', '--import', '@swc-node/register/esm-register'],
};
const stricter = aRequest({ amendments: amendedTo(termsWithin(5)) });
const folder = mkdtempSync(join(tmpdir(), 'avenant-replay-'));

let node: EventNode;
let store: ClientEventStore;
let db: AuditDatabase;
const replayers: Replayer[] = [];

beforeAll(async () => {
  db = await AuditDatabase.create();
  await db.seed(300);
  node = await EventNode.open({ dataDir: join(folder, 'node') });
  store = new ClientEventStore({ connectionString: node.connectionString });
  replayer('r1', 2);
}, 60_000);
afterAll(async () => {
  await Promise.all(replayers.map((started) => started.stop()));
  await db.close();
  await store.close();
  await node.close();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

function replayer(owner: string, workers: number): void {
  const started = new Replayer({
    store,
    databaseUrl: db.url,
    owner,
    workers,
    now: () => new Date(),
    timeZoneData: 'test',
    onTrouble: () => undefined,
    entry: FROM_SOURCE,
  });
  replayers.push(started);
  started.start();
}

async function ended(auditId: string): Promise<AuditView> {
  for (;;) {
    const audit = await readAudit(db.sql, auditId);
    if (audit !== undefined && audit.status !== 'queued' && audit.status !== 'running') return audit;
    await pause(50);
  }
}

/** Writes the request to the log, and nowhere else: as if the API had been killed right after. */
const ask = (request: AuditRequest) => recordedRequest(store, request);

describe('the replayer', () => {
  it('takes a request from the log and runs it to its end in worker threads', async () => {
    await ask({ ...stricter, auditId: 'whole' });
    const audit = await ended('whole');
    expect(audit).toMatchObject({
      status: 'completed',
      error: null,
      progress: { cases: 300, of: 300 },
      cases: { judged: 300, changed: 300, unjudged: [] },
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      manifest: '/v1/audits/whole/manifest',
    });
    const manifest = await readManifest(db.sql, 'whole');
    expect(manifest).toMatchObject({ request: { auditId: 'whole' }, result: { digest: audit.digest, judged: 300 } });
    expect(manifest?.agreements[0]?.terms.before).not.toBe(manifest?.agreements[0]?.terms.after);
    const { events } = await loadAudit(store, 'whole');
    expect(events.map(({ type }) => type)).toEqual(['AuditRequested', 'AuditCompleted']);
    expect(events[1]?.data).toEqual({ auditId: 'whole', digest: audit.digest, judged: 300, changed: 300 });
  }, 30_000);

  it('comes to the same digest when two share the work', async () => {
    await ask({ ...stricter, auditId: 'one' });
    const alone = await ended('one');
    replayer('r2', 1);
    await ask({ ...stricter, auditId: 'two' });
    expect((await ended('two')).digest).toBe(alone.digest);
  }, 30_000);

  it('waits until the read models have come to its position', async () => {
    await ask({ ...stricter, auditId: 'later', asOf: '2000000' });
    await pause(600);
    expect(await readAudit(db.sql, 'later')).toMatchObject({ status: 'queued', before: null, groups: [] });
    await setCheckpoint(db.pool, 2_000_000);
    expect((await ended('later')).status).toBe('completed');
  }, 30_000);

  it('says in the log and in the row why an audit cannot run', async () => {
    await ask({ ...stricter, auditId: 'unknown', agreements: ['nobody'] });
    const audit = await ended('unknown');
    expect(audit).toMatchObject({
      status: 'failed',
      error: 'no agreement "nobody" was recorded up to position 1000000',
    });
    expect((await loadAudit(store, 'unknown')).state.kind).toBe('failed');
  }, 30_000);

  it('ends an audit that was completed in the log and not in its row, with the same event', async () => {
    await ask({ ...stricter, auditId: 'twice' });
    const { digest } = await ended('twice');
    await db.pool.query(
      `UPDATE avenant_audit.audits SET status = 'running', result = NULL, digest = NULL WHERE audit_id = 'twice'`,
    );
    await pause(20);
    expect((await ended('twice')).digest).toBe(digest);
    expect((await loadAudit(store, 'twice')).events).toHaveLength(2);
  }, 30_000);

  it('leaves an audit that is cancelled', async () => {
    await ask({ ...stricter, auditId: 'gone', asOf: '3000000' });
    while ((await readAudit(db.sql, 'gone')) === undefined) await pause(20);
    await endAudit(db.pool, 'gone', 'cancelled', null, new Date());
    await setCheckpoint(db.pool, 3_000_000);
    await pause(500);
    expect((await ended('gone')).status).toBe('cancelled');
  }, 30_000);
});
