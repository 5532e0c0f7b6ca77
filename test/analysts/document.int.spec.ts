import { readFileSync } from 'node:fs';
import type { Client } from 'pg';
import { examplesIn, psqlTable } from './document.js';
import { Readers } from './readers.js';

const DOCUMENT = readFileSync(new URL('../../docs/read-models.md', import.meta.url), 'utf8');
const EXAMPLES = examplesIn(DOCUMENT);

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

describe('docs/read-models.md', () => {
  it('describes every view, and every column of it, and no other', async () => {
    const { rows } = await analyst.query<{ view: string; columns: string }>(
      `SELECT table_name AS view, string_agg(column_name, ' ' ORDER BY column_name COLLATE "C") AS columns
       FROM information_schema.columns WHERE table_schema = 'avenant' GROUP BY table_name ORDER BY table_name`,
    );
    for (const { view, columns } of rows) {
      const section = DOCUMENT.split(`\n### \`${view}\`\n`)[1]?.split('\n### ')[0]?.split('\n## ')[0];
      if (section === undefined) throw new Error(`${view} has no section`);
      const described = [...section.matchAll(/^\| (`[^|]*) \|/gm)].flatMap(([, names = '']) =>
        [...names.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
      );
      expect([view, described.sort().join(' ')]).toEqual([view, columns]);
      expect([view, EXAMPLES.some(({ sql }) => sql.includes(view))]).toEqual([view, true]);
    }
  });

  it.each(EXAMPLES.map((example, i) => [i + 1, example.sql.split('\n')[0], example] as const))(
    'query %i answers what it says: %s',
    async (_number, _line, { sql, answer }) => {
      const result = await analyst.query<(string | null)[]>({ text: sql, rowMode: 'array' });
      expect(psqlTable(result)).toBe(answer);
    },
  );
});
