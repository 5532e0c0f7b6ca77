import type { BreachEver } from '#read-models';
import { isoOf } from '../queries/answers.js';
import { verdictAnswer } from '../queries/verdict-answer.js';
import type { BreachAnswer, RetractedAnswer } from './breach.dto.js';

/** A breach as the list answers it, its fields in the order of BREACH_FIELDS. */
export const breachAnswer = (breach: BreachEver): BreachAnswer => ({
  ...verdictAnswer(breach),
  retracted: retracted(breach),
});

function retracted({ undoneBy }: BreachEver): RetractedAnswer | null {
  if (undoneBy === null) return null;
  const { stream, type, eventId } = undoneBy;
  const [position, at] = [String(undoneBy.position), isoOf(undoneBy.recordedAt)];
  return { at, position, because: { stream, type, eventId, position, recordedAt: at } };
}
