import { type Row } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { textOf } from './published-set.js';

/** Whether a row is looked at. */
export type Sample = (row: Row) => boolean;

/** The rows of about so large a share of the tickets, above 0 and at most 1, always the same: by a hash of their ids. */
export function sampleOf(share: number, ticketColumn: string): Sample {
  if (!(share > 0 && share <= 1)) throw new RangeError(`a share of ${share} is not above 0 and at most 1`);
  if (share === 1) return () => true;
  return (row) => hashOf(textOf(row, ticketColumn)) < share * 2 ** 32;
}

/** FNV-1a, its bits mixed once more: ids that differ in their last digit alone would stay close to each other. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
