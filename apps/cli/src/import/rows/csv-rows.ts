import { parse } from 'csv-parse';
import { type Input, InputError } from './open-input.js';
import { type RowOrBad } from './row-or-bad.js';

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** Rows of a CSV with a header line (RFC 4180). A record with too many or too few cells is a bad line. */
export async function* csvRows(input: Input, columns: readonly string[], delimiter: string): AsyncGenerator<RowOrBad> {
  const parser = parse({ delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true });
  input.bytes.on('error', (error) => parser.destroy(error));
  input.bytes.pipe(parser);
  let header: readonly string[] | undefined;
  let index = new Map<string, number>();
  let line = 1;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      if (header === undefined) {
        header = record.map((name) => name.trim());
        index = indexOf(header, columns, input.path);
      } else {
        yield rowOf(record, line, index, header.length);
      }
      line = info.lines + 1;
    }
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError(`${input.path}:${line}`, (cause as Error).message, { cause });
  }
}

function indexOf(header: readonly string[], columns: readonly string[], path: string): Map<string, number> {
  const index = new Map(header.map((name, at) => [name, at]));
  const missing = columns.filter((column) => !index.has(column));
  if (missing.length > 0)
    throw new InputError(path, `has no column ${missing.join(', ')} (it has ${header.join(', ')})`);
  return index;
}

function rowOf(record: readonly string[], line: number, index: ReadonlyMap<string, number>, width: number): RowOrBad {
  if (record.length !== width) return { line, reason: `has ${record.length} cells where the header has ${width}` };
  return { line, cell: (column) => record[index.get(column) ?? -1] };
}
