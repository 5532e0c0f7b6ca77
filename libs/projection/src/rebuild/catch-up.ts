import { positionOf, type EventStore } from '#event-store';
import type { Instant } from '#judge';
import type { Models } from '../models/models.js';
import { untilDone } from '../projector/until-done.js';
import { FOLLOWED } from '../streams.js';

/** Moves models that nobody else writes to at least a position, and to a hand that is not before their own. */
export async function catchUp(
  models: Models,
  eventStore: EventStore,
  { position, hand }: { readonly position: number; readonly hand: Instant },
): Promise<void> {
  const after = positionOf(models.checkpoint.position);
  const upTo = positionOf(position);
  if (upTo > after) {
    for await (const events of eventStore.readAll({ after, upTo, streamPrefixes: FOLLOWED, batchSize: 1_000 })) {
      await models.apply(events.map((event) => ({ kind: 'event', event })));
    }
    await models.apply([{ kind: 'checkpoint', position: upTo }]);
  }
  await untilDone(() => models.restate());
  await untilDone(() => models.moveHand(hand));
}
