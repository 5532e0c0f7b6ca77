import { specOf } from '../testing/given.js';
import {
  decideDeadLetters,
  evolveDeadLetters,
  initialDeadLetters,
  type DeadLetter,
  type DiscardDeadLetter,
} from './dead-letters.js';
import type { DeadLetterEvent } from './events.js';

const decider = { initial: initialDeadLetters, evolve: evolveDeadLetters, decide: decideDeadLetters };
const given = specOf(decider, {});

const event: DeadLetter = { kind: 'event', stream: 'ticket-t1', revision: 3, reason: 'it has no reason' };
const discard = (letter: DeadLetter | null): DiscardDeadLetter => ({
  ...{ type: 'DiscardDeadLetter', projection: 'read-models', id: 'e3', letter, reason: 'sent-twice' },
});
const discarded: DeadLetterEvent = {
  type: 'DeadLetterDiscarded',
  data: { projection: 'read-models', eventId: 'e3', stream: 'ticket-t1', revision: 3, reason: 'sent-twice' },
};

describe('DiscardDeadLetter', () => {
  it('gives an event up', () => given([]).when(discard(event)).then([discarded]));

  it('again changes nothing, whether the letter is still there or not', () => {
    given([discarded]).when(discard(event)).then([]);
    given([discarded]).when(discard(null)).then([]);
  });

  it('of a letter that is not there is refused', () =>
    given([])
      .when(discard(null))
      .thenRefused({ kind: 'missing', message: /read-models has no dead letter e3/ }));

  it('of a case is refused: there is no event to leave out', () =>
    given([])
      .when(discard({ ...event, kind: 'case', reason: 'calendar office never opens' }))
      .thenRefused({ kind: 'conflict', message: /cannot be judged \(calendar office never opens\)/ }));
});
