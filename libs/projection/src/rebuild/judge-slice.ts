import { packedByStream, unpackEvent, type RecordedEvent } from '#event-store';
import type { Instant } from '#judge';
import {
  difference,
  fold,
  readHappening,
  TICKET_PREFIX,
  UnfitEventError,
  type Difference,
  type Happening,
  type Queryable,
} from '#read-models';
import type { Discards } from '../models/discards.js';
import type { Letters } from '../models/letters.js';
import type { Rulebooks } from '../models/rulebooks.js';

/** Events that are judged together, about: what is held in memory beside their bytes. */
const SLICE = 1_000;

/**
 * The events of a part that count, in slices: all events of a ticket are in one, one after the other and in their order.
 * They are unpacked slice by slice, so that little is held, and that shortly.
 */
export function* slicesOf(part: Buffer, discards: Discards): Generator<readonly RecordedEvent[]> {
  let slice: RecordedEvent[] = [];
  for (const [stream, places] of packedByStream(part)) {
    for (const at of places) slice.push(unpackEvent(part, at, stream));
    if (slice.length < SLICE) continue;
    yield discards.counted(slice);
    slice = [];
  }
  if (slice.length > 0) yield discards.counted(slice);
}

export interface Judging {
  readonly rulebooks: Rulebooks;
  readonly letters: Letters;
  readonly hand: Instant;
}

/** What the events of a slice bring, of tickets that no table knows; those that cannot be applied become letters. */
export async function judgeSlice(
  db: Queryable,
  events: readonly RecordedEvent[],
  { rulebooks, letters, hand }: Judging,
): Promise<Difference> {
  const happenings: Happening[] = [];
  const refused: { readonly event: RecordedEvent; readonly reason: string }[] = [];
  let stuck: string | null = null;
  for (const event of events) {
    if (event.stream === stuck) continue;
    try {
      happenings.push(readHappening(event));
    } catch (error) {
      if (!(error instanceof UnfitEventError)) throw error;
      stuck = event.stream;
      refused.push({ event, reason: error.message });
    }
  }
  await rulebooks.want(db, agreementsOf(happenings));
  const folded = fold(new Map(), happenings, rulebooks.of, hand);
  for (const { happening, reason } of folded.refused) refused.push({ event: eventOf(happening, events), reason });
  for (const { event, reason } of refused) letters.add(event, reason);
  if (refused.length > 0) for (const event of events) letters.waits(event);
  return difference(folded.changes);
}

function* agreementsOf(happenings: readonly Happening[]): Generator<string> {
  for (const { event } of happenings) if (event.type === 'TicketOpened') yield event.data.agreementId;
}

function eventOf({ ticketId, fact }: Happening, events: readonly RecordedEvent[]): RecordedEvent {
  const name = TICKET_PREFIX + ticketId;
  const found = events.find(({ stream, revision }) => stream === name && revision === fact.revision);
  if (found === undefined) throw new RangeError(`event ${fact.revision} of ${name} is none of the slice`);
  return found;
}
