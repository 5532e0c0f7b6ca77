import type { CaseRow } from '../cases/case-row.js';
import type { UndoneBreach } from '../known/undone.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';

/** All that the models hold of one ticket. */
export interface Standing {
  readonly case: CaseRow;
  /** By metric (byte order), then cycle. */
  readonly verdicts: readonly VerdictRow[];
  /** Why the case cannot be judged as it stands; then it has no verdicts. Null: it can. */
  readonly trouble: string | null;
}

/** What becomes of one ticket. `before` is null where it was not known. */
export interface Change {
  readonly before: Standing | null;
  readonly after: Standing;
  /** Breaches that were known and that the events between the two undid. */
  readonly undone: readonly UndoneBreach[];
}
