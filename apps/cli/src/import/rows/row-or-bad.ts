import { type Row } from '../mapping/row-to-commands.js';

/** A line that is no row. */
export interface BadLine {
  readonly line: number;
  readonly reason: string;
}

export type RowOrBad = Row | BadLine;

export const isBad = (item: RowOrBad): item is BadLine => 'reason' in item;
