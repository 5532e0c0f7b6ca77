import type { VerdictRow } from '../verdicts/verdict-row.js';
import { bucketOf } from './buckets.js';

export interface DurationMove {
  readonly agreement_id: string;
  readonly customer: string;
  readonly metric: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string;
  readonly team: string;
  readonly decided_on: string;
  readonly bucket: number;
  n: number;
  sum_ms: number;
}

/** How far the buckets move: stopped clocks (met or breached) after less those before. */
export class DurationMoves {
  private readonly moves = new Map<string, DurationMove>();

  /** @param sign 1 for a new verdict, -1 for an old one */
  add(row: VerdictRow, sign: 1 | -1): void {
    const { elapsedMs, decidedOn } = row;
    if (elapsedMs === null || decidedOn === null || row.state === 'void') return;
    const move = this.at(row, decidedOn, bucketOf(elapsedMs));
    move.n += sign;
    move.sum_ms += sign * elapsedMs;
  }

  /** The moves that are none left out, in key order. */
  sorted(): readonly DurationMove[] {
    return [...this.moves]
      .filter(([, move]) => move.n !== 0 || move.sum_ms !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, move]) => move);
  }

  /** Adds the moves of another, which is not to be used any more. */
  merge({ moves }: DurationMoves): void {
    for (const [key, move] of moves) {
      const mine = this.moves.get(key);
      if (mine === undefined) this.moves.set(key, move);
      else {
        mine.n += move.n;
        mine.sum_ms += move.sum_ms;
      }
    }
  }

  get size(): number {
    return this.moves.size;
  }

  private at(row: VerdictRow, decidedOn: string, bucket: number): DurationMove {
    const { agreementId, customer, metric, tier, priority, category, team } = row;
    const owner = `${agreementId}\u0000${customer}\u0000${metric}\u0000${tier}\u0000${priority}`;
    const key = `${owner}\u0000${category ?? ''}\u0000${team ?? ''}\u0000${decidedOn}\u0000${bucket}`;
    let move = this.moves.get(key);
    if (move === undefined) {
      const dimensions = { metric, tier, priority, category: category ?? '', team: team ?? '' };
      move = { agreement_id: agreementId, customer, ...dimensions, decided_on: decidedOn, bucket, n: 0, sum_ms: 0 };
      this.moves.set(key, move);
    }
    return move;
  }
}
