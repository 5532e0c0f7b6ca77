import { csvRows } from './csv-rows.js';
import { ndjsonRows } from './ndjson-rows.js';
import { type Input } from './open-input.js';
import { type RowOrBad } from './row-or-bad.js';

/**
 * The rows of an input, one by one.
 * @param columns those that the mapping reads: a CSV without one of them is refused as a whole
 * @throws InputError
 */
export function readRows(input: Input, columns: readonly string[], delimiter: string): AsyncIterable<RowOrBad> {
  return input.format === 'csv' ? csvRows(input, columns, delimiter) : ndjsonRows(input);
}
