import type { CalendarHistory, Rulebook } from '#judge';
import { calendarsOf } from './calendars-of.js';
import type { SignedAgreement } from './state.js';

/**
 * All that governs the tickets of an agreement, as its state knows it.
 * @param history the versions of a calendar; undefined where none is recorded (then it counts as no target)
 */
export function rulebookOf(
  agreement: SignedAgreement,
  history: (calendarId: string) => CalendarHistory | undefined,
): Rulebook {
  return {
    timeline: agreement.versions,
    terminations: agreement.terminations,
    calendars: calendarsOf(agreement.versions.map(({ terms }) => terms))
      .map(history)
      .filter((found) => found !== undefined),
    exclusions: agreement.exclusions.filter(({ withdrawnAt }) => withdrawnAt === null),
  };
}
