import { DataSource } from 'typeorm';
import { startTestPostgres, type TestPostgres } from '../../platform/src/testing/postgres.js';
import { dataSourceOptions, ENGINE_SCHEMA, engineEntities, LIVE_SCHEMA, readModelEntities } from './data-source.js';
import { migrate } from './migrate.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop());

/** Statements with which TypeORM would bring a schema to what the entities say. */
async function missing(url: string, schema: string, entities: DataSource['options']['entities']): Promise<string[]> {
  const source = await new DataSource({ ...dataSourceOptions(url, schema), entities }).initialize();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  await source.destroy();
  return upQueries.map(({ query }) => query);
}

/** Indexes that serve queries are made by migrations alone. */
const isIndex = (statement: string): boolean => statement.startsWith('DROP INDEX');

it('the migrations make the tables that the entities say, run by several processes at once and again', async () => {
  const url = await postgres.createDatabase();
  await Promise.all([migrate(url), migrate(url)]);
  await migrate(url);
  const live = await missing(url, LIVE_SCHEMA, [...readModelEntities]);
  expect(live.filter((statement) => !isIndex(statement))).toEqual([]);
  expect(await missing(url, ENGINE_SCHEMA, [...engineEntities])).toEqual([]);
}, 60_000);
