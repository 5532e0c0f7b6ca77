import type { CaseRow } from '../cases/case-row.js';

export interface RatingMove {
  readonly agreement_id: string;
  readonly customer: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string;
  readonly team: string;
  readonly rated_on: string;
  n: number;
  sum: number;
}

/** How far the ratings move: rated cases after less those before. */
export class RatingMoves {
  private readonly moves = new Map<string, RatingMove>();

  /** @param sign 1 for the new case, -1 for the old one */
  add(row: CaseRow, sign: 1 | -1): void {
    if (row.score === null || row.ratedOn === null) return;
    const move = this.at(row, row.ratedOn);
    move.n += sign;
    move.sum += sign * row.score;
  }

  /** The moves that are none left out, in key order. */
  sorted(): readonly RatingMove[] {
    return [...this.moves]
      .filter(([, move]) => move.n !== 0 || move.sum !== 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, move]) => move);
  }

  /** Adds the moves of another, which is not to be used any more. */
  merge({ moves }: RatingMoves): void {
    for (const [key, move] of moves) {
      const mine = this.moves.get(key);
      if (mine === undefined) this.moves.set(key, move);
      else {
        mine.n += move.n;
        mine.sum += move.sum;
      }
    }
  }

  get size(): number {
    return this.moves.size;
  }

  private at(row: CaseRow, ratedOn: string): RatingMove {
    const { agreementId, customer, tier, priority, category, team } = row;
    const key = [agreementId, customer, tier, priority, category ?? '', team ?? '', ratedOn].join('\u0000');
    let move = this.moves.get(key);
    if (move === undefined) {
      const dimensions = { tier, priority, category: category ?? '', team: team ?? '' };
      move = { agreement_id: agreementId, customer, ...dimensions, rated_on: ratedOn, n: 0, sum: 0 };
      this.moves.set(key, move);
    }
    return move;
  }
}
