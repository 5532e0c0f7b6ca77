import pg from 'pg';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { LIVE_SCHEMA, searchPath } from '../data-source.js';
import { contentDigest, replayDigest } from '../digests/digest.js';
import { migrate } from '../migrate.js';
import { EVERYONE, type Key, type Sql } from '../queries/index.js';
import type { NoticeRow } from './notice-row.js';
import { listNotices, noticeConcerns, readNotices, type NoticeFilters } from './queries.js';
import { readNotice } from './read-notice.js';
import { writeNotices } from './store.js';
import { breached, inLog, retracted, warned } from './testing/noticed.js';

const CUSTOMERS = ['acme', 'bolt', 'cobb'];
const none: NoticeFilters = { at: {} };
const ids = (rows: readonly NoticeRow[]) => rows.map(({ id }) => id);

describe('notices in PostgreSQL', () => {
  let postgres: TestPostgres;
  let client: pg.Client;
  const sql: Sql = {
    query: async <Row>(text: string, parameters: readonly unknown[]) =>
      (await client.query(text, [...parameters])).rows as Row[],
  };
  /** A hundred tickets of three customers, warned, breached and some of them taken back, at positions ten apart. */
  const events = Array.from({ length: 100 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 2, 1 + (i % 20), i % 24)).toISOString();
    const about = {
      ...{ ticketId: `T${i}`, customer: CUSTOMERS[i % 3]!, agreementId: `A${i % 3}`, at },
      ...{ tier: i % 2 === 0 ? 'gold' : 'silver', category: i % 5 === 0 ? null : `c${i % 5}` },
      ...{ team: i % 4 === 0 ? null : `t${i % 4}`, agent: i % 7 === 0 ? 'u7' : null },
    };
    const breach = breached(about);
    return i % 10 === 0 ? [warned(about), breach, retracted(breach)] : [warned(about), breach];
  }).flatMap((notices) => notices.map((notice, revision) => ({ notice, revision })));
  const log = events.map(({ notice, revision }, i) => inLog(notice, i * 10, revision));
  const rows = log.map(readNotice);
  const last = rows.at(-1)!.position;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const url = await postgres.createDatabase({ name: 'notices', prepare: migrate });
    client = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
    await client.connect();
  }, 60_000);

  afterAll(async () => {
    await client?.end();
    await postgres?.stop();
  });

  it('takes each in once, however often it is told', async () => {
    const empty = await contentDigest(client);
    expect(await writeNotices(client, [])).toBe(0);
    expect(await writeNotices(client, rows.slice(0, 100))).toBe(100);
    expect(await writeNotices(client, rows.slice(80))).toBe(rows.length - 100);
    const digest = await replayDigest(client);
    expect(await writeNotices(client, [{ ...rows[0]!, position: 99_999, revision: 7 }])).toBe(0);
    expect(await replayDigest(client)).toBe(digest);
    expect(await contentDigest(client)).toBe(empty);
  });

  const asked: readonly NoticeFilters[] = [
    none,
    { ...none, customer: 'acme' },
    { ...none, agreementId: 'A2', tier: 'gold' },
    { ...none, ticketId: 'T10' },
    { ...none, category: 'c3', team: 't2' },
    { ...none, type: 'BreachRetracted' },
    { ...none, agent: 'u7', metric: 'resolution', priority: 'high' },
    { at: { from: Date.UTC(2026, 2, 5), to: Date.UTC(2026, 2, 9) } },
    { at: { to: Date.UTC(2026, 2, 3) }, type: 'ClockWarned' },
  ];

  it.each(asked)('lists %j page by page', async (filters) => {
    const pages: NoticeRow[] = [];
    for (let after: Key | null = null; ;) {
      const page = await listNotices(sql, EVERYONE, filters, { after, limit: 7 });
      pages.push(...page.rows);
      if (page.next === null) break;
      after = page.next;
    }
    const { from = -Infinity, to = Infinity } = filters.at;
    const expected = rows.filter((row) => noticeConcerns(EVERYONE, filters, row));
    if (from > -Infinity || to < Infinity) expected.sort((a, b) => a.at - b.at || a.position - b.position);
    expect(expected.length).toBeGreaterThan(0);
    expect(pages).toEqual(expected);
  });

  it.each(asked)('reads a stretch of the log of %j', async (filters) => {
    const scope = { kind: 'customers', customers: ['acme', 'cobb'] } as const;
    const stretch = { after: 250, upTo: 1500, limit: 1000 };
    const { rows: found, next } = await readNotices(sql, scope, filters, stretch);
    const between = rows.filter(({ position }) => position > 250 && position <= 1500);
    expect(ids(found)).toEqual(ids(between.filter((row) => noticeConcerns(scope, filters, row))));
    expect(next).toBeNull();
  });

  it('says where a stretch goes on', async () => {
    const { rows: found, next } = await readNotices(sql, EVERYONE, none, { after: -1, upTo: last, limit: 3 });
    expect([found, next]).toEqual([rows.slice(0, 3), [rows[2]!.position]]);
  });

  /** With sequential scans and sorts forbidden, a plan that has one says that no index serves the query. */
  it.each([
    ['notices_by_position', none],
    ['notices_by_ticket', { ...none, ticketId: 'T1' }],
    ['notices_by_agreement', { ...none, agreementId: 'A1' }],
    ['notices_by_customer', { ...none, customer: 'acme' }],
    ['notices_by_category', { ...none, category: 'c1' }],
    ['notices_by_team', { ...none, team: 't1' }],
    ['notices_by_type', { ...none, type: 'BreachRetracted' }],
    ['notices_by_instant', { at: { from: 0 } }],
  ] as const)('%s serves a list in its own order', async (index, filters) => {
    await client.query('SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off');
    const plan = await planOf((explaining) => listNotices(explaining, EVERYONE, filters, { after: null, limit: 100 }));
    expect(plan).toContain(index);
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });

  it('an index serves the event stream', async () => {
    const stretch = { after: 100, upTo: 200, limit: 100 };
    const plan = await planOf((explaining) => readNotices(explaining, EVERYONE, none, stretch));
    expect(plan).toMatch(/notices_by_position[^]*Index Cond: .*<= '200'.*> '100'/);
    expect(plan).not.toMatch(/Seq Scan|Sort/);
  });

  async function planOf(work: (sql: Sql) => Promise<unknown>): Promise<string> {
    let plan = '';
    await work({
      async query<Row>(text: string, parameters: readonly unknown[]) {
        const answer = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, [...parameters]);
        plan = answer.rows.map((row) => row['QUERY PLAN']).join('\n');
        return [] as Row[];
      },
    });
    return plan;
  }
});
