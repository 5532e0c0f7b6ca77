import { ComplianceMoves } from '../compliance/moves.js';
import { writeCompliance } from '../compliance/write.js';
import { DurationMoves } from '../durations/moves.js';
import { RatingMoves } from '../ratings/moves.js';
import { writeDurations, writeRatings } from '../sql/counters.js';
import type { Queryable } from '../sql/queryable.js';
import type { Difference } from './difference.js';

/** Moves of counters gathered over many differences, for bulk loading: written at once, in key order. */
export class CounterTotals {
  private compliance = new ComplianceMoves();
  private durations = new DurationMoves();
  private ratings = new RatingMoves();

  /** Keys held. */
  get size(): number {
    return this.compliance.size + this.durations.size + this.ratings.size;
  }

  /** Takes the moves of counters out of a difference: they are not to be used any more. */
  add(moved: Difference): void {
    this.compliance.merge(moved.compliance);
    this.durations.merge(moved.durations);
    this.ratings.merge(moved.ratings);
  }

  /** Takes what was gathered, in key order. */
  take() {
    const { compliance, durations, ratings } = this;
    this.compliance = new ComplianceMoves();
    this.durations = new DurationMoves();
    this.ratings = new RatingMoves();
    return { compliance: compliance.sorted(), durations: durations.sorted(), ratings: ratings.sorted() };
  }

  /** Writes what was gathered and forgets it. */
  async write(db: Queryable): Promise<void> {
    const { compliance, durations, ratings } = this.take();
    await writeCompliance(db, compliance);
    await writeDurations(db, durations);
    await writeRatings(db, ratings);
  }
}
