import type { Instant } from '#judge';
import type { CaseRow, RecordedCase } from '../cases/case-row.js';
import type { Happening } from '../cases/happening.js';
import { OutOfOrderError, record } from '../cases/record.js';
import type { LawOf } from '../known/law.js';
import { undoneBreaches } from '../known/undone.js';
import { stand } from './stand.js';
import type { Change, Standing } from './standing.js';

/** A happening that cannot be applied; the rest of its ticket waits. */
export interface Refused {
  readonly happening: Happening;
  readonly reason: string;
}

export interface Folded {
  readonly changes: readonly Change[];
  readonly refused: readonly Refused[];
}

/**
 * What some events do to the tickets that they are about. Pure; events of one ticket come in the order of its stream,
 * those that a case has already change nothing.
 * @param standings all that the models hold of these tickets, by ticket id
 */
export function fold(
  standings: ReadonlyMap<string, Standing>,
  happenings: readonly Happening[],
  lawOf: LawOf,
  hand: Instant,
): Folded {
  const recorded = new Map<string, CaseRow | RecordedCase>();
  const stuck = new Set<string>();
  const refused: Refused[] = [];
  for (const happening of happenings) {
    const { ticketId } = happening;
    if (stuck.has(ticketId)) continue;
    const known = recorded.get(ticketId) ?? standings.get(ticketId)?.case ?? null;
    try {
      const next = record(known, happening);
      if (next !== known) recorded.set(ticketId, next);
    } catch (error) {
      if (!(error instanceof OutOfOrderError)) throw error;
      stuck.add(ticketId);
      refused.push({ happening, reason: error.message });
    }
  }
  const changes = [...recorded.values()].map((now) => change(standings.get(now.ticketId) ?? null, now, lawOf, hand));
  return { changes, refused };
}

/** The same tickets judged again: under other rules, or at another hand. */
export const judgeAgain = (standings: readonly Standing[], lawOf: LawOf, hand: Instant): readonly Change[] =>
  standings.map((before) => change(before, before.case, lawOf, hand));

function change(before: Standing | null, now: RecordedCase, lawOf: LawOf, hand: Instant): Change {
  const law = lawOf(now.agreementId);
  return { before, after: stand(now, law, hand), undone: undoneBreaches(now, law, before?.case.knownTo ?? -1) };
}
