import { createInterface } from 'node:readline';
import { type Input } from './open-input.js';
import { type RowOrBad } from './row-or-bad.js';

/** Rows of a file of JSON objects, one a line; `a.b` names the field `b` of the object `a`. */
export async function* ndjsonRows(input: Input): AsyncGenerator<RowOrBad> {
  let line = 0;
  for await (const text of createInterface({ input: input.bytes, crlfDelay: Infinity })) {
    line += 1;
    if (text.trim() !== '') yield rowOf(text.replace(/^\uFEFF/, ''), line);
  }
}

function rowOf(text: string, line: number): RowOrBad {
  try {
    const value = JSON.parse(text) as unknown;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { line, reason: 'is no JSON object' };
    return { line, cell: (column) => cellOf(value, column) };
  } catch (error) {
    return { line, reason: `is no JSON: ${(error as Error).message}` };
  }
}

function cellOf(row: object, column: string): string | undefined {
  const value = Object.hasOwn(row, column)
    ? (row as Readonly<Record<string, unknown>>)[column]
    : alongPath(row, column.split('.'));
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function alongPath(row: object, path: readonly string[]): unknown {
  let here: unknown = row;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}
