import { Rejection } from '../rejection.js';
import type { DeadLetterEvent } from './events.js';

/** What a projection could not take: an event that cannot be applied, or a case that cannot be judged. */
export interface DeadLetter {
  readonly kind: 'event' | 'case';
  readonly stream: string;
  readonly revision: number;
  readonly reason: string;
}

export interface DiscardDeadLetter {
  readonly type: 'DiscardDeadLetter';
  readonly projection: string;
  /** Of the letter; of an event, also the event's. */
  readonly id: string;
  /** As the projection has it; null: it has none of that id. */
  readonly letter: DeadLetter | null;
  readonly reason: string | null;
}

/** What can be asked of the dead letters of a projection (spec/http.md, Queries: projections). */
export type DeadLetterCommand = DiscardDeadLetter;

/** The ids of the events that were given up. */
export interface DeadLettersState {
  readonly discarded: ReadonlySet<string>;
}

export const initialDeadLetters: DeadLettersState = { discarded: new Set() };

/**
 * The events that a command leads to. An event is given up once: again changes nothing.
 * @throws Rejection missing (no such letter), conflict (a case waits for better terms, there is nothing to leave out)
 */
export function decideDeadLetters(
  { projection, id, letter, reason }: DeadLetterCommand,
  { discarded }: DeadLettersState,
): readonly DeadLetterEvent[] {
  if (discarded.has(id)) return [];
  if (letter === null) throw Rejection.missing(`projection ${projection} has no dead letter ${id}`);
  const { kind, stream, revision } = letter;
  if (kind === 'case') throw notAnEvent(id, letter);
  return [{ type: 'DeadLetterDiscarded', data: { projection, eventId: id, stream, revision, reason } }];
}

const notAnEvent = (id: string, { reason }: DeadLetter): Rejection =>
  Rejection.conflict(
    `${id} is a case that cannot be judged (${reason}), no event that could be left out; ` +
      'it is judged again when a fact or a version changes it',
  );

/** The state after one more event. */
export function evolveDeadLetters({ discarded }: DeadLettersState, { data }: DeadLetterEvent): DeadLettersState {
  return { discarded: new Set(discarded).add(data.eventId) };
}
