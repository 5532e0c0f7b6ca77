import { type ComplianceCounts, type ComplianceKey, type ComplianceMove, COUNTS } from './moves.js';
import { complianceKey, type ComplianceTable, DIMENSIONS } from './tables.js';

/** A move of a coarser table: the columns of its key, and the counts. */
export type CoarserMove = Partial<ComplianceKey> & ComplianceCounts;

/**
 * The moves of the finest table summed by what another one tells apart. They come from the moves themselves, not from
 * the verdicts: so a verdict counts in every table or in none. In key order, none that moves nothing.
 */
export function movesIn(table: ComplianceTable, moves: readonly ComplianceMove[]): readonly CoarserMove[] {
  if (table.period === 'day' && table.dimensions.length === DIMENSIONS.length) return moves;
  const key = complianceKey(table).slice(0, -1) as readonly (keyof ComplianceKey)[];
  const sums = new Map<string, CoarserMove>();
  for (const move of moves) {
    const on = table.period === 'month' ? monthOf(move.decided_on) : move.decided_on;
    const values = key.map((column) => move[column]);
    const name = `${values.join('\u0000')}\u0000${on}`;
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, first(move, key, on));
    else for (const count of COUNTS) sum[count] += move[count];
  }
  return [...sums]
    .filter(([, sum]) => COUNTS.some((count) => sum[count] !== 0))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, sum]) => sum);
}

/** The first day of a date's month; what is undecided stays so. */
const monthOf = (date: string): string => (date.startsWith('infinity') ? date : `${date.slice(0, 7)}-01`);

function first(move: ComplianceMove, key: readonly (keyof ComplianceKey)[], on: string): CoarserMove {
  const { met, breached, excused, running, paused, at_risk } = move;
  const columns = Object.fromEntries(key.map((column) => [column, move[column]]));
  return { ...columns, decided_on: on, met, breached, excused, void: move.void, running, paused, at_risk };
}
