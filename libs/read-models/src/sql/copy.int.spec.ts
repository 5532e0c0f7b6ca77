import pg from 'pg';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { UnstorableValueError } from './binary-rows.js';
import { copyRows, CopyInto } from './copy.js';
import { LAST_INSTANT, toSql } from './instants.js';
import { queryRows } from './queryable.js';

const COLUMNS = {
  n: 'integer',
  a_text: 'text',
  a_smallint: 'smallint',
  a_bigint: 'bigint',
  a_float: 'float8',
  a_boolean: 'boolean',
  an_instant: 'timestamptz',
  a_date: 'date',
  a_json: 'jsonb',
  texts: 'text[]',
} as const;
const TYPED = Object.entries(COLUMNS).map(([name, type]) => `${name} ${type}`);

let postgres: TestPostgres;
let db: pg.Client;
beforeAll(async () => {
  postgres = await startTestPostgres();
  db = new pg.Client({ connectionString: await postgres.createDatabase(), options: '-c timezone=UTC' });
  await db.connect();
}, 60_000);
afterAll(async () => {
  await db.end();
  await postgres.stop();
});
beforeEach(() => db.query(`DROP TABLE IF EXISTS copied, spelled; CREATE TABLE copied (${TYPED.join(', ')})`));

const rows = (table: string) => queryRows(db, `SELECT * FROM ${table} ORDER BY n`);
const long = 'a longer text that does not end soon, and goes on for more than fifty characters';

it('writes each type as PostgreSQL reads it where it is spelled', async () => {
  const values: Record<keyof typeof COLUMNS, readonly unknown[]> = {
    n: [0, 1, -1, 2 ** 31 - 1, -(2 ** 31), 7, 8],
    a_text: ['', 'plain', 'a\tb\nc\\d\r', '\\N', 'été, 日本, 🜁', `${long} été`, long],
    a_smallint: [0, 1, -1, 32_767, -32_768, 5, null],
    a_bigint: [0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 2 ** 32, -(2 ** 32) - 1],
    a_float: [0, 0.95, -1, 1e300, 5e-324, 1 / 3, null],
    a_boolean: [true, false, true, false, null, true, false],
    an_instant: [0, 1_424_107_530_123, -1, LAST_INSTANT, Date.UTC(1500, 1, 3, 4, 5, 6, 7), Date.UTC(2000, 0), null],
    a_date: ['2015-02-16', '2000-01-01', '1999-12-31', '9999-12-31', '0100-03-01', 'infinity', null],
    a_json: [[], {}, [{ a: 'x\ny "é"' }], 'text', 0.5, { b: [null, true] }, null],
    texts: [[], ['a'], ['a', 'b "c"', 'd\\e', ''], ['été', long], ['NULL', '{}'], ['1'], null],
  };
  const names = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];
  const given = values.n.map((_, i) => Object.fromEntries(names.map((name) => [name, values[name][i] ?? null])));
  await copyRows(db, 'copied', COLUMNS, given);
  const spelled = given.map((row) => ({ ...row, an_instant: toSql(row['an_instant'] as number | null) }));
  await db.query(
    `CREATE TABLE spelled AS SELECT r.* FROM json_to_recordset($1::json) AS r(${TYPED.join(', ')})`.replace(
      '$1',
      db.escapeLiteral(JSON.stringify(spelled)),
    ),
  );
  expect(await rows('copied')).toHaveLength(7);
  expect(await rows('copied')).toEqual(await rows('spelled'));
  const [{ differ } = {}] = await queryRows<{ differ: string }>(
    db,
    'SELECT count(*) AS differ FROM (TABLE copied EXCEPT TABLE spelled) AS d',
  );
  expect(differ).toBe('0');
});

it('takes instants that are spelled', async () => {
  await copyRows(db, 'copied', COLUMNS, [{ an_instant: '2015-02-16T12:25:30.5-05:00' }]);
  expect(await rows('copied')).toMatchObject([{ n: null, an_instant: new Date('2015-02-16T17:25:30.500Z') }]);
});

it('writes more than goes over the wire at once', async () => {
  const count = 30_000;
  await copyRows(
    db,
    'copied',
    COLUMNS,
    Array.from({ length: count }, (_, n) => ({ n, a_text: long, a_json: { n } })),
  );
  const sums = await queryRows(db, `SELECT count(*)::int AS n, sum((a_json->>'n')::int)::int AS sum FROM copied`);
  expect(sums).toEqual([{ n: count, sum: (count * (count - 1)) / 2 }]);
});

it.each<[string, unknown]>([
  ['n', 2 ** 31],
  ['n', 0.5],
  ['a_smallint', -32_769],
  ['a_bigint', 2 ** 53],
  ['a_bigint', Infinity],
  ['an_instant', LAST_INSTANT + 1],
  ['an_instant', NaN],
  ['an_instant', Date.UTC(0, 0) - 2000 * 366 * 86_400_000],
  ['a_date', '0000-01-01'],
  ['a_date', '2015-13-01'],
])('refuses %s %p and leaves nothing behind, and the connection usable', async (column, value) => {
  const given = [{ n: 1 }, { [column]: value }];
  await expect(copyRows(db, 'copied', COLUMNS, given)).rejects.toThrow(UnstorableValueError);
  expect(await rows('copied')).toEqual([]);
});

it('says what PostgreSQL refuses, at the end or on the way', async () => {
  await db.query('ALTER TABLE copied ADD CHECK (n < 10)');
  await expect(copyRows(db, 'copied', COLUMNS, [{ n: 10 }])).rejects.toMatchObject({ code: '23514' });
  const many = function* () {
    for (let n = 0; n < 1_000_000; n += 1) yield { n, a_text: long };
  };
  await expect(copyRows(db, 'copied', COLUMNS, many())).rejects.toMatchObject({ code: '23514' });
  const copy = new CopyInto(db, 'copied', COLUMNS);
  await copy.add([{ n: 1 }]);
  await copy.abandon();
  expect(await rows('copied')).toEqual([]);
});
