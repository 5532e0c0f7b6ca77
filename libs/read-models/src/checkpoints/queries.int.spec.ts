import pg from 'pg';
import { instantOf } from '#judge';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { LIVE_SCHEMA, searchPath } from '../data-source.js';
import { migrate } from '../migrate.js';
import { queryRows } from '../sql/queryable.js';
import { saveCheckpoint } from './checkpoint.js';
import { readProjections, type ProjectionView } from './queries.js';
import { saveRebuildProgress } from './rebuild-progress.js';
import { addRestatements, moveRestatement, nextRestatement } from './restatements.js';
import { saveStatus } from './status.js';

let postgres: TestPostgres;
let db: pg.Client;
beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase({ name: 'read_models', prepare: migrate });
  db = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
  await db.connect();
  await saveCheckpoint(db, { position: 70, hand: instantOf(0), events: 9, lastRecordedAt: null });
  await db.query(`INSERT INTO cases (ticket_id, agreement_id, customer, tier, priority, status, opened_at, revision, position,
      known_to, facts, ignored)
    SELECT 't' || i, CASE WHEN i <= 30 THEN 'a' ELSE 'b' END, 'c', 'gold', 'high', 'open', now(), 0, 1, 1, '[]', '[]'
    FROM generate_series(1, 50) AS i`);
}, 60_000);
afterAll(async () => {
  await db.end();
  await postgres.stop();
});

const shown = async (): Promise<ProjectionView> => {
  const sql = { query: <Row>(text: string) => queryRows<Row & object>(db, text) as Promise<Row[]> };
  return (await readProjections(sql))[0] as ProjectionView;
};

it('shows each restatement under way with the cases done and how many there were when it began', async () => {
  expect((await shown()).restatements).toEqual([]);
  await addRestatements(db, ['a', 'b', 'without-cases'], 60);
  const first = await nextRestatement(db);
  expect(first).toMatchObject({ agreementId: 'a', cursor: '' });
  if (first !== null) await moveRestatement(db, first, 't18', 12);
  expect((await shown()).restatements).toEqual([
    { agreementId: 'a', position: '60', cases: 12, of: 30 },
    { agreementId: 'b', position: '60', cases: 0, of: 20 },
  ]);
  await addRestatements(db, ['a'], 61);
  expect((await shown()).restatements).toEqual([
    { agreementId: 'b', position: '60', cases: 0, of: 20 },
    { agreementId: 'a', position: '61', cases: 0, of: 30 },
  ]);
});

it('says what the projector says of itself, and that it has stopped when it says nothing any more', async () => {
  expect((await shown()).state).toBe('starting');
  await saveStatus(db, { state: 'paused', head: 90, lagEvents: 2, lagMs: 1_500, error: null });
  expect(await shown()).toMatchObject({ state: 'paused', head: 90, lag: { events: 2, ms: 1_500 } });
  await db.query(`UPDATE projection_status SET updated_at = clock_timestamp() - interval '20 seconds'`);
  const silent = await shown();
  expect(silent.state).toBe('stopped');
  expect(silent.lag.ms).toBeGreaterThanOrEqual(21_500);
});

it('shows the rebuild under way, and one that failed with why, until the next', async () => {
  const at = { progress: 0.5, events: 10, eventsPerSecond: 5, eta: null, startedAt: 1_000 };
  await saveRebuildProgress(db, { ...at, state: 'judging', finishedAt: null, error: null });
  expect((await shown()).rebuild).toMatchObject({ state: 'judging', progress: 0.5, startedAt: 1_000, error: null });
  await saveRebuildProgress(db, { ...at, state: 'failed', finishedAt: 2_000, error: 'no room' });
  expect((await shown()).rebuild).toMatchObject({ state: 'failed', error: 'no room' });
  await saveRebuildProgress(db, { ...at, state: 'done', finishedAt: 2_000, error: null });
  expect((await shown()).rebuild).toBeNull();
});
