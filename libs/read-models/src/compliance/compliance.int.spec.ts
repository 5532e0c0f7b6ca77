import fc from 'fast-check';
import pg from 'pg';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { LIVE_SCHEMA, searchPath } from '../data-source.js';
import { difference } from '../fold/difference.js';
import type { Change } from '../fold/standing.js';
import { writeDifference } from '../fold/write.js';
import { migrate } from '../migrate.js';
import {
  EVERYONE,
  GROUPS,
  type Group,
  type Key,
  type Page,
  type Scope,
  type Span,
  type Sql,
  type SumsAsked,
} from '../queries/index.js';
import { loadVerdicts } from '../verdicts/store.js';
import { type ComplianceRow, readCompliance } from './queries.js';
import { COMPLIANCE_TABLES } from './tables.js';
import { countedColumns, countedSql } from './testing/counted.js';
import { changesOf, drawnBatches, INSTANTS, VALUES } from './testing/drawn-changes.js';
import { slowSums } from './testing/slow-sums.js';

let postgres: TestPostgres;
let db: pg.Client;
const sql: Sql = {
  query: async <Row>(text: string, parameters: readonly unknown[]) =>
    (await db.query<Row & pg.QueryResultRow>(text, [...parameters])).rows,
};

beforeAll(async () => {
  postgres = await startTestPostgres();
  const url = await postgres.createDatabase({ name: 'read_models', prepare: migrate });
  db = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
  await db.connect();
});
afterAll(async () => {
  await db.end();
  await postgres.stop();
});

/** No group, each alone, any two. */
const GROUPINGS: readonly (readonly Group[])[] = [
  [],
  ...GROUPS.map((group) => [group]),
  ...GROUPS.flatMap((one, at) => GROUPS.slice(at + 1).map((other) => [one, other])),
];
const FILTERS: readonly Partial<SumsAsked>[] = [
  {},
  ...Object.entries(VALUES).map(([name, [value]]) => ({ [name]: value })),
];
const [BEFORE, YEAR, NOON, LATE, AFTER] = INSTANTS;
const SPANS: readonly Span[] = [{}, { from: YEAR }, { from: NOON, to: LATE }, { from: BEFORE, to: AFTER }];

/** Moves the tables by changes, batch after batch, as the projector does. */
async function apply(batches: readonly (readonly Change[])[]): Promise<void> {
  for (const changes of batches) await writeDifference(db, difference(changes));
}

const allVerdicts = () =>
  loadVerdicts(
    db,
    Array.from({ length: 12 }, (_, n) => `t${n}`),
  );

/** All groups, so many a page. */
async function readAll(scope: Scope, asked: SumsAsked, limit: number): Promise<readonly ComplianceRow[]> {
  const rows: ComplianceRow[] = [];
  for (let after: Key | null = null; ;) {
    const page: Page<ComplianceRow> = await readCompliance(sql, scope, asked, { after, limit });
    rows.push(...page.rows);
    if (page.next === null) return rows;
    after = page.next;
  }
}

async function demandSame(scope: Scope, asked: SumsAsked, limit: number): Promise<void> {
  const rows = await readAll(scope, asked, limit);
  const slow = slowSums(await allVerdicts(), scope, asked);
  expect({ asked, rows }).toEqual({ asked, rows: slow });
}

/** What is written in `work` is taken back. */
async function aside(work: () => Promise<void>): Promise<void> {
  await db.query('BEGIN');
  try {
    await work();
  } finally {
    await db.query('ROLLBACK');
  }
}

it('every question has the answer that its verdicts give one by one', async () => {
  const [drawn = []] = fc.sample(drawnBatches, { seed: 6, numRuns: 40 }).sort((a, b) => b.length - a.length);
  await aside(async () => {
    await apply(changesOf(drawn));
    const verdicts = await allVerdicts();
    expect(verdicts.length).toBeGreaterThan(10);
    for (const groupBy of GROUPINGS) {
      for (const filter of FILTERS) {
        for (const decided of SPANS) {
          const asked = { ...filter, groupBy, decided };
          const { rows } = await readCompliance(sql, EVERYONE, asked, { after: null, limit: 1_000 });
          expect({ asked, rows }).toEqual({ asked, rows: slowSums(verdicts, EVERYONE, asked) });
        }
      }
    }
  });
}, 120_000);

const question = fc.record({
  groupBy: fc.oneof(
    fc.uniqueArray(fc.constantFrom(...GROUPS), { maxLength: 4 }),
    fc.constantFrom<Group[]>(['day', 'category'], ['day', 'month', 'team']),
  ),
  filter: fc.record(
    Object.fromEntries(Object.entries(VALUES).map(([name, values]) => [name, fc.constantFrom(...values)])),
    { requiredKeys: [] },
  ),
  span: fc.tuple(fc.option(fc.constantFrom(...INSTANTS)), fc.option(fc.constantFrom(...INSTANTS))),
  limit: fc.constantFrom(2, 5, 1_000),
  scope: fc.constantFrom<Scope>(EVERYONE, { kind: 'customers', customers: ['bolt'] }),
});

it('any changes, asked anything, of whatever customers, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(drawnBatches, fc.array(question, { minLength: 5, maxLength: 10 }), (batches, questions) =>
      aside(async () => {
        await apply(changesOf(batches));
        for (const { groupBy, filter, span, scope, limit } of questions) {
          const [from, to] = span.toSorted((a, b) => (a ?? -Infinity) - (b ?? Infinity));
          const decided = { ...(from != null && { from }), ...(to != null && { to }) };
          await demandSame(scope, { ...filter, groupBy, decided }, limit);
        }
      }),
    ),
    { numRuns: 30 },
  );
}, 120_000);

it('every table holds what its verdicts sum up to, and no row that counts nothing', async () => {
  await fc.assert(
    fc.asyncProperty(drawnBatches, (batches) =>
      aside(async () => {
        await apply(changesOf(batches));
        for (const table of COMPLIANCE_TABLES) {
          const held = `SELECT ${countedColumns(table)} FROM ${table.name}`;
          const counted = countedSql(table);
          const differ = `(${held} EXCEPT ALL ${counted}) UNION ALL (${counted} EXCEPT ALL ${held})`;
          expect((await db.query(differ)).rows).toEqual([]);
        }
      }),
    ),
    { numRuns: 20 },
  );
}, 120_000);
