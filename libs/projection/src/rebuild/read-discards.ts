import type { EventStore } from '#event-store';
import { DISCARDS_STREAM, writeDiscard, type Queryable } from '#read-models';
import { discardIn, Discards } from '../models/discards.js';
import type { Letters } from '../models/letters.js';

export interface DiscardSource {
  readonly db: Queryable;
  readonly eventStore: Pick<EventStore, 'readStream'>;
  /** The position to read up to. */
  readonly upTo: number;
}

/** All events that are given up by a position, known and written before the first event is judged without them. */
export async function readDiscards({ db, eventStore, upTo }: DiscardSource, letters: Letters): Promise<Discards> {
  const said = (await eventStore.readStream(DISCARDS_STREAM)).filter(({ position }) => position <= upTo);
  const discards = new Discards([]);
  for (const event of said) {
    const discard = discardIn(event, () => undefined);
    if (discard !== null && (await writeDiscard(db, discard))) discards.note(discard);
  }
  for (const event of discards.counted(said)) discardIn(event, (reason) => letters.addAlone(event, reason));
  return discards;
}
