import type { CaseRow } from '../cases/case-row.js';
import { ComplianceMoves } from '../compliance/moves.js';
import { DurationMoves } from '../durations/moves.js';
import type { UndoneBreach } from '../known/undone.js';
import { RatingMoves } from '../ratings/moves.js';
import { verdictDifference, type VerdictKey } from '../verdicts/difference.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';
import type { Change, Standing } from './standing.js';

/** What moves the tables from the old standings to the new ones. */
export interface Difference {
  readonly cases: readonly CaseRow[];
  readonly put: readonly VerdictRow[];
  readonly gone: readonly VerdictKey[];
  readonly undone: readonly UndoneBreach[];
  readonly compliance: ComplianceMoves;
  readonly durations: DurationMoves;
  readonly ratings: RatingMoves;
  /** Tickets that cannot be judged any more, or for another reason. */
  readonly troubled: readonly Standing[];
  /** Tickets that can be judged again. */
  readonly mended: readonly Standing[];
}

/** The difference that some changes make: new verdicts less old verdicts (DESIGN.md, Five ideas). */
export function difference(changes: readonly Change[]): Difference {
  const put: VerdictRow[] = [];
  const gone: VerdictKey[] = [];
  const compliance = new ComplianceMoves();
  const durations = new DurationMoves();
  const ratings = new RatingMoves();
  for (const { before, after } of changes) {
    const moved = verdictDifference(before?.verdicts ?? [], after.verdicts);
    for (const row of moved.before) {
      compliance.add(row, -1);
      durations.add(row, -1);
    }
    for (const row of moved.put) {
      compliance.add(row, 1);
      durations.add(row, 1);
    }
    put.push(...moved.put);
    gone.push(...moved.gone);
    if (before !== null) ratings.add(before.case, -1);
    ratings.add(after.case, 1);
  }
  const now = changes.map(({ after }) => after);
  const troubled = now.filter(({ trouble }) => trouble !== null);
  const mended = changes.filter(
    ({ before, after }) => before !== null && before.trouble !== null && after.trouble === null,
  );
  const cases = now.map((standing) => standing.case);
  const undone = changes.flatMap((change) => change.undone);
  return {
    cases,
    put,
    gone,
    undone,
    compliance,
    durations,
    ratings,
    troubled,
    mended: mended.map(({ after }) => after),
  };
}
