import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Row = Readonly<Record<string, unknown>>;

/** Text is sent in pieces of about so many characters. */
const PIECE = 256 * 1024;

/** Writes rows into a table by COPY, all or none. @param columns their types by name */
export async function copyRows(
  db: ClientBase,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: Iterable<Row>,
): Promise<void> {
  const stream = db.query(copyFrom(`COPY ${table} (${Object.keys(columns).join(', ')}) FROM STDIN`));
  await pipeline(pieces(columns, rows), stream);
}

function* pieces(columns: Readonly<Record<string, string>>, rows: Iterable<Row>): Generator<string> {
  const typed = Object.entries(columns);
  let piece = '';
  for (const row of rows) {
    piece += `${typed.map(([name, type]) => field(row[name], type)).join('\t')}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** A value in COPY's text format. */
export function field(value: unknown, type: string): string {
  if (value === null || value === undefined) return '\\N';
  if (type === 'jsonb') return escaped(JSON.stringify(value));
  if (type === 'text[]') return escaped(`{${(value as readonly string[]).map(element).join(',')}}`);
  return typeof value === 'string' ? escaped(value) : JSON.stringify(value);
}

const element = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

const SPECIAL = /[\\\t\n\r]/g;
const NAMES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(SPECIAL, (found) => NAMES[found] ?? found);
