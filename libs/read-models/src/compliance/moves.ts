import type { VerdictRow } from '../verdicts/verdict-row.js';

/** What the counters of compliance are keyed by. */
export interface ComplianceKey {
  readonly agreement_id: string;
  readonly customer: string;
  readonly metric: string;
  readonly tier: string;
  readonly priority: string;
  readonly category: string;
  readonly team: string;
  readonly goal: number;
  readonly decided_on: string;
}

export interface ComplianceCounts {
  met: number;
  breached: number;
  excused: number;
  void: number;
  running: number;
  paused: number;
  at_risk: number;
}

export type ComplianceMove = ComplianceKey & ComplianceCounts;

/** Written for *undecided*. */
export const UNDECIDED = 'infinity';
/** Written for *no goal*. */
export const NO_GOAL = -1;

/** How far the counters move: new verdicts less old ones. */
export class ComplianceMoves {
  private readonly moves = new Map<string, ComplianceMove>();

  /** @param sign 1 for a new verdict, -1 for an old one */
  add(row: VerdictRow, sign: 1 | -1): void {
    const move = this.at(row);
    move[row.state] += sign;
    if (row.state === 'breached' && row.excused !== null) move.excused += sign;
    if (row.atRisk) move.at_risk += sign;
  }

  /** The moves that are none left out, in key order. */
  sorted(): readonly ComplianceMove[] {
    return [...this.moves]
      .filter(([, move]) => COUNTS.some((count) => move[count] !== 0))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, move]) => move);
  }

  /** Adds the moves of another, which is not to be used any more. */
  merge({ moves }: ComplianceMoves): void {
    for (const [key, move] of moves) {
      const mine = this.moves.get(key);
      if (mine === undefined) this.moves.set(key, move);
      else for (const count of COUNTS) mine[count] += move[count];
    }
  }

  get size(): number {
    return this.moves.size;
  }

  private at(row: VerdictRow): ComplianceMove {
    const goal = row.goal ?? NO_GOAL;
    const on = row.decidedOn ?? UNDECIDED;
    const { agreementId, customer, metric, tier, priority, category, team } = row;
    const owner = `${agreementId}\u0000${customer}\u0000${metric}\u0000${tier}\u0000${priority}`;
    const key = `${owner}\u0000${category ?? ''}\u0000${team ?? ''}\u0000${goal}\u0000${on}`;
    let move = this.moves.get(key);
    if (move === undefined) {
      move = nothing(row, goal, on);
      this.moves.set(key, move);
    }
    return move;
  }
}

export const COUNTS = ['met', 'breached', 'excused', 'void', 'running', 'paused', 'at_risk'] as const;

const nothing = (row: VerdictRow, goal: number, decidedOn: string): ComplianceMove => ({
  agreement_id: row.agreementId,
  customer: row.customer,
  metric: row.metric,
  tier: row.tier,
  priority: row.priority,
  category: row.category ?? '',
  team: row.team ?? '',
  goal,
  decided_on: decidedOn,
  met: 0,
  breached: 0,
  excused: 0,
  void: 0,
  running: 0,
  paused: 0,
  at_risk: 0,
});
