import { instantOf, type Instant } from '#judge';
import type { CaseRow } from '#read-models';

export interface Stop {
  readonly cases: readonly CaseRow[];
  /** The instant to judge them at. */
  readonly judgedAt: Instant;
  /** Where the hand stands when they are judged. */
  readonly hand: Instant;
}

/**
 * How far the hand can go with one page of due cases, ordered by their next change. A page that is not full goes all
 * the way; a full one to just before its last change, which others behind it may share; one full of a single instant
 * takes it piece by piece, and the hand follows when all are done.
 */
export function nextStop(
  due: readonly CaseRow[],
  { target, pageSize, hand }: { target: Instant; pageSize: number; hand: Instant },
): Stop {
  const last = due.at(-1)?.nextChangeAt ?? null;
  if (due.length < pageSize || last === null) return { cases: due, judgedAt: target, hand: target };
  const before = instantOf(last - 1);
  const cases = due.filter(({ nextChangeAt }) => nextChangeAt !== null && nextChangeAt <= before);
  if (cases.length > 0) return { cases, judgedAt: before, hand: before };
  return { cases: due, judgedAt: instantOf(last), hand: instantOf(Math.max(hand, before)) };
}
