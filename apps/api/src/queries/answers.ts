import { instantOf, instantToIso } from '#judge';
import type { Stand } from '#read-models';

/** Milliseconds since 1970 as answers say them. */
export const isoOf = (at: number): string => instantToIso(instantOf(at));
export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at));

/** Where the models stand, as every answer says it. */
export const standAnswer = ({ position, hand }: Stand): { position: string; hand: string } => ({
  position: String(position),
  hand: isoOf(hand),
});

/** The same with what lists say besides. */
export const listStandAnswer = (stand: Stand) => ({
  ...standAnswer(stand),
  restating: stand.restating,
  deadLetters: stand.deadLetters,
});
