import type { ComplianceMove } from '../compliance/moves.js';
import { COUNTS } from '../compliance/moves.js';
import type { DurationMove } from '../durations/moves.js';
import type { RatingMove } from '../ratings/moves.js';
import { writeCompliance, writeDurations, writeRatings } from '../sql/counters.js';
import type { Queryable } from '../sql/queryable.js';
import type { Difference } from './difference.js';

/** Moves of counters gathered over many differences, for bulk loading: written at once, in key order. */
export class CounterTotals {
  private readonly compliance = new Map<string, ComplianceMove>();
  private readonly durations = new Map<string, DurationMove>();
  private readonly ratings = new Map<string, RatingMove>();

  /** Keys held. */
  get size(): number {
    return this.compliance.size + this.durations.size + this.ratings.size;
  }

  add(moved: Difference): void {
    for (const move of moved.compliance.sorted()) gather(this.compliance, move, COUNTS);
    for (const move of moved.durations.sorted()) gather(this.durations, move, ['n', 'sum_ms']);
    for (const move of moved.ratings.sorted()) gather(this.ratings, move, ['n', 'sum']);
  }

  /** Writes what was gathered and forgets it. */
  async write(db: Queryable): Promise<void> {
    await writeCompliance(db, inKeyOrder(this.compliance));
    await writeDurations(db, inKeyOrder(this.durations));
    await writeRatings(db, inKeyOrder(this.ratings));
    for (const totals of [this.compliance, this.durations, this.ratings]) totals.clear();
  }
}

function gather<Move extends object, Count extends keyof Move>(
  totals: Map<string, Move>,
  move: Move,
  counts: readonly Count[],
): void {
  const isCount = new Set<string>(counts as readonly string[]);
  const key = Object.entries(move)
    .filter(([name]) => !isCount.has(name))
    .map(([, value]) => String(value))
    .join('\u0000');
  const total = totals.get(key);
  if (total === undefined) totals.set(key, { ...move });
  else for (const count of counts) (total[count] as number) += move[count] as number;
}

const inKeyOrder = <Move>(totals: ReadonlyMap<string, Move>): readonly Move[] =>
  [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, move]) => move);
