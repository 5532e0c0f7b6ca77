import pg from 'pg';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import {
  EVERYONE,
  findTickets,
  listBreaches,
  listClocks,
  listVerdicts,
  LIVE_SCHEMA,
  migrate,
  readCompliance,
  searchPath,
  type Key,
  type Sql,
} from '../index.js';

/** With sequential scans and sorts forbidden, a plan that has one says that no index serves the query. */
describe('every list has an index in its own order', () => {
  let postgres: TestPostgres;
  let client: pg.Client;
  let plans: string[] = [];
  const explaining: Sql = {
    async query<Row>(text: string, parameters: readonly unknown[]) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...parameters]);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return [] as Row[];
    },
  };
  const planOf = async (work: Promise<unknown>): Promise<string> => {
    await work;
    return plans.splice(0).join('\n');
  };

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const url = await postgres.createDatabase({ name: 'plans', prepare: migrate });
    client = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
    await client.connect();
    await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off');
    plans = [];
  }, 60_000);

  afterAll(async () => {
    await client?.end();
    await postgres?.stop();
  });

  const at = '2026-03-02T10:00:00.000Z';
  const span = { from: Date.parse(at), to: Date.parse(at) + 86_400_000 };
  const page = (after: Key | null = null) => ({ after, limit: 100 });
  const identity = ['T1', 'resolution', 1] as const;
  const none = { decided: {} };

  it.each([
    ['cases_pkey', () => findTickets(explaining, EVERYONE, { opened: {} }, page(['T1']))],
    ['cases_by_agreement', () => findTickets(explaining, EVERYONE, { agreementId: 'A', opened: {} }, page(['T1']))],
    ['cases_by_opening', () => findTickets(explaining, EVERYONE, { opened: span }, page([at, 'T1']))],
    ['verdicts_pkey', () => listVerdicts(explaining, EVERYONE, none, page(identity))],
    ['verdicts_by_category', () => listVerdicts(explaining, EVERYONE, { category: 'mail', ...none }, page(identity))],
    ['verdicts_by_decision', () => listVerdicts(explaining, EVERYONE, { decided: span }, page([at, ...identity]))],
    ['verdicts_not_stopped', () => listClocks(explaining, EVERYONE, none, page(['infinity', ...identity]))],
    ['verdicts_breached', () => listBreaches(explaining, EVERYONE, none, page([at, ...identity]))],
  ])('%s', async (index, list) => {
    const plan = await planOf(list());
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });

  it('reads only the ends of a span from the verdicts', async () => {
    await client.query('SET enable_bitmapscan = on');
    const quarter = { from: Date.UTC(2026, 0, 1, 5), to: Date.UTC(2026, 3, 1, 4) };
    const plan = await planOf(readCompliance(explaining, EVERYONE, { groupBy: ['metric'], decided: quarter }, page()));
    expect(plan).toContain('verdicts_by_decision');
    expect(plan).not.toMatch(/Seq Scan on verdicts/);
  });
});
