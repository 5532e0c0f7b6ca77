import type { Client } from 'pg';
import { Readers } from './readers.js';

let readers: Readers;
let analyst: Client;
beforeAll(async () => {
  readers = await Readers.open();
  analyst = await readers.connect();
}, 120_000);
afterAll(async () => {
  await analyst?.end();
  await readers?.close();
});

const DENIED = { code: '42501' };

async function viewsIn(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ viewname: string }>(
    `SELECT viewname FROM pg_views WHERE schemaname = 'avenant' ORDER BY viewname`,
  );
  return rows.map(({ viewname }) => viewname);
}

describe('an analyst', () => {
  it('reads every view', async () => {
    const views = await viewsIn(analyst);
    expect(views.length).toBeGreaterThan(9);
    for (const view of views) await analyst.query(`SELECT * FROM ${view}`);
    expect((await analyst.query('SELECT count(*) AS n FROM v_tickets')).rows).toEqual([{ n: '9' }]);
  });

  it.each(['cases', 'verdicts', 'agreements', 'projection_checkpoints', 'migrations'])(
    'may not read the table %s below them',
    (table) => expect(analyst.query(`SELECT 1 FROM avenant.${table}`)).rejects.toMatchObject(DENIED),
  );

  it.each([
    'SELECT 1 FROM avenant_engine.projection_leases',
    `UPDATE v_tickets SET tier = 'gold'`,
    'DELETE FROM v_verdicts',
    'INSERT INTO v_tickets (ticket_id) VALUES (1)',
    'CREATE TABLE avenant.mine (id int)',
    'DROP VIEW v_tickets',
  ])('may write nothing, and reach no other schema: %s', (sql) =>
    expect(analyst.query(sql)).rejects.toMatchObject({ code: expect.stringMatching(/^(42501|55000)$/) }),
  );

  it('goes on reading after a rebuild, also on the connection that was open, and may do no more than before', async () => {
    await readers.rebuild();
    await readers.rebuild();
    const fresh = await readers.connect();
    for (const client of [analyst, fresh]) {
      for (const view of await viewsIn(client)) await client.query(`SELECT * FROM ${view}`);
      await expect(client.query('SELECT 1 FROM cases')).rejects.toMatchObject(DENIED);
    }
    await fresh.end();
  }, 60_000);

  it('sees what a rebuild has made: a query that reads meanwhile reads to its end', async () => {
    await analyst.query('BEGIN');
    await analyst.query('DECLARE reading CURSOR FOR SELECT * FROM v_verdicts');
    await analyst.query('FETCH 1 FROM reading');
    const rebuilt = readers.rebuild();
    await new Promise((done) => setTimeout(done, 300));
    expect((await analyst.query('FETCH ALL FROM reading')).rowCount).toBeGreaterThan(5);
    await analyst.query('COMMIT');
    await rebuilt;
    expect((await analyst.query('SELECT count(*) AS n FROM v_tickets')).rows).toEqual([{ n: '9' }]);
  }, 60_000);

  it('is granted the same by the script again', async () => {
    await readers.grantAgain();
    await expect(analyst.query('SELECT 1 FROM cases')).rejects.toMatchObject(DENIED);
  });
});

it('the views say what the tables hold', async () => {
  const { rows } = await readers.ask(`
    SELECT (SELECT sum(met + breached) FROM avenant.v_compliance)
      = (SELECT count(*) FROM avenant.v_verdicts WHERE state IN ('met', 'breached')) AS counts,
    (SELECT sum(stopped) FROM avenant.v_tier_metrics)
      = (SELECT count(*) FROM avenant.v_verdicts WHERE elapsed_ms IS NOT NULL AND state <> 'void') AS durations,
    NOT EXISTS (
      SELECT 1 FROM avenant.v_verdicts v WHERE elapsed_ms > 0 AND NOT EXISTS (
        SELECT 1 FROM avenant.v_durations d WHERE d.metric = v.metric AND d.tier = v.tier
          AND abs(d.duration_ms - v.elapsed_ms) <= v.elapsed_ms * 0.01 + 1)) AS within_one_percent`);
  expect(rows).toEqual([{ counts: true, durations: true, within_one_percent: true }]);
});
