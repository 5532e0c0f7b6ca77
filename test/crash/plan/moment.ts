import type { NewEvent } from '#event-store';
import type { Random } from '../../faults/plan/random.js';

/** Some events for one stream, appended together. */
export interface Append {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

/** What is recorded when the clock of the run says so. */
export interface Moment {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly appends: readonly Append[];
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Monday, 2 March 2020: runs lie in the past, for an append is no longer begun when the node's clock is past its deadline. */
export const DAWN = Date.UTC(2020, 2, 2);

export const iso = (at: number): string => new Date(at).toISOString();

/** An event as this system writes it, with an id that the seed decides. */
export function eventOf(random: Random, type: string, data: object, schema = 1): NewEvent {
  const id = random.uuid();
  const metadata = { commandId: id, bodyHash: '', $correlationId: id, $causationId: id, actor: 'crash', schema };
  return { id, type, data, metadata };
}

/** One of some kinds, the more often the greater its weight. */
export function weighted<T>(random: Random, choices: readonly (readonly [number, T])[]): T {
  const sum = choices.reduce((total, [weight]) => total + weight, 0);
  let left = random.next() * sum;
  for (const [weight, choice] of choices) {
    left -= weight;
    if (left < 0) return choice;
  }
  throw new RangeError('there is nothing to choose from');
}
