import { type Row } from '../mapping/row-to-commands.js';
import { csvRows } from './csv-rows.js';
import { ndjsonRows } from './ndjson-rows.js';
import { type Input } from './open-input.js';

/** A line that is no row. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

export type RowOrBad = Row | BadLine;

export const isBad = (item: RowOrBad): item is BadLine => 'reason' in item;

/**
 * The rows of an input, one by one.
 * @param columns those that the mapping reads: a CSV without one of them is refused as a whole
 * @throws InputError
 */
export function readRows(input: Input, columns: readonly string[], delimiter: string): AsyncIterable<RowOrBad> {
  return input.format === 'csv' ? csvRows(input, columns, delimiter) : ndjsonRows(input);
}
