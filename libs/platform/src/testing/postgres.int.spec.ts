import pg from 'pg';
import { startTestPostgres, type TestPostgres } from './postgres.js';

describe('the PostgreSQL of the tests', () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startTestPostgres();
  });
  afterAll(() => postgres.stop());

  it('prepares a template once and clones it', async () => {
    let prepared = 0;
    const template = {
      name: 'own_spec',
      prepare: async (url: string) => {
        prepared += 1;
        const client = new pg.Client({ connectionString: url });
        await client.connect();
        await client.query('CREATE TABLE ready AS SELECT 1 AS n');
        await client.end();
      },
    };
    for (const url of [await postgres.createDatabase(template), await postgres.createDatabase(template)]) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      expect((await client.query('SELECT n FROM ready')).rows).toEqual([{ n: 1 }]);
      await client.end();
    }
    expect(prepared).toBeLessThanOrEqual(1);
  });

  it('is shared by all who ask in one process', async () => {
    const again = await startTestPostgres();
    expect(again.url()).toBe(postgres.url());
  });
});
