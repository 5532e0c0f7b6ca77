import { announcedAmong, putOutgoing, type Change, type LawOf, type Queryable } from '#read-models';
import type { Instant } from '#judge';
import { newsOf, retractionsOf } from './decide.js';

/** Puts what some changes bring of news, and what they take back, into the outbox, in the caller's transaction. */
export async function announceChanges(
  db: Queryable,
  changes: readonly Change[],
  lawOf: LawOf,
  hand: Instant,
): Promise<void> {
  const retractions = retractionsOf(changes);
  const announced = await announcedAmong(db, [...retractions.keys()]);
  const taken = [...retractions].filter(([id]) => announced.has(id)).map(([, retraction]) => retraction);
  await putOutgoing(db, [...newsOf(changes, lawOf, hand), ...taken]);
}
