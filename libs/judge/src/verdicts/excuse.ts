import { type PlacedFact } from '../facts/order.js';
import { type Verdict } from '../model/verdict.js';

/**
 * Marks the breaches that excuses name; the others are ignored, with a reason at their place.
 * An excuse applies whenever the breach came; of several the last stands.
 */
export function excuse(placed: readonly PlacedFact[], verdicts: Verdict[], reasons: (string | null)[]): void {
  placed.forEach(({ fact }, place) => {
    if (fact.type !== 'excused' || reasons[place]) return;
    const i = verdicts.findIndex(
      ({ metric, cycle, state }) => metric === fact.metric && cycle === fact.cycle && state === 'breached',
    );
    const verdict = verdicts[i];
    if (verdict) verdicts[i] = { ...verdict, excused: fact.reason };
    else reasons[place] = `${fact.metric} ${fact.cycle} is not breached`;
  });
}
