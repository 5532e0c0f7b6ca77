import pg from 'pg';
import { startTestPostgres, type TestPostgres } from '../../../platform/src/testing/postgres.js';
import { LIVE_SCHEMA, REBUILD_SCHEMA, searchPath } from '../data-source.js';
import { createReadModelSchema, migrate } from '../migrate.js';
import { demandOneState, ModelsReplacedError } from './one-state.js';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop());

it('a reading on both sides of a swap is of no one state; one after it is', async () => {
  const url = await postgres.createDatabase({ name: 'read_models', prepare: migrate });
  await createReadModelSchema(url, REBUILD_SCHEMA);
  const reader = new pg.Client({ connectionString: url, options: searchPath(LIVE_SCHEMA) });
  const writer = new pg.Client({ connectionString: url });
  await Promise.all([reader.connect(), writer.connect()]);
  const begin = () => reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT count(*) FROM cases');
  await begin();
  await demandOneState(reader);
  await writer.query(`BEGIN; ALTER SCHEMA ${LIVE_SCHEMA} RENAME TO avenant_old;
    ALTER SCHEMA ${REBUILD_SCHEMA} RENAME TO ${LIVE_SCHEMA}; COMMIT`);
  await expect(demandOneState(reader)).rejects.toThrow(ModelsReplacedError);
  await reader.query('ROLLBACK');
  await begin();
  await demandOneState(reader);
  await Promise.all([reader.end(), writer.end()]);
}, 60_000);
