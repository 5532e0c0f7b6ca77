import { START as CLIENT_START, type EventStoreDBClient } from '@eventstore/db-client';
import { type EventStore, START } from '#event-store';

/** An empty loop over `readAll` of the official client. */
export async function readByClient(client: EventStoreDBClient): Promise<number> {
  let events = 0;
  for await (const _ of client.readAll({ fromPosition: CLIENT_START })) events += 1;
  return events;
}

/** An empty loop over `readAll` of the port, which the bulk reader serves. */
export async function readByPort(store: EventStore): Promise<number> {
  let events = 0;
  for await (const batch of store.readAll({ after: START, streamPrefixes: [''] })) events += batch.length;
  return events;
}

/** The same, and the data of every event is asked for: what the client does unasked. */
export async function readByPortParsed(store: EventStore): Promise<number> {
  let events = 0;
  let objects = 0;
  for await (const batch of store.readAll({ after: START, streamPrefixes: [''] })) {
    for (const { data } of batch) if (typeof data === 'object') objects += 1;
    events += batch.length;
  }
  if (objects !== events) throw new Error(`${events - objects} of ${events} events came without their data`);
  return events;
}

/** A subscription of the official client to `$all` from its start, until it has caught up. */
export async function catchUpByClient(client: EventStoreDBClient): Promise<number> {
  const subscription = client.subscribeToAll({ fromPosition: CLIENT_START });
  let events = 0;
  await new Promise<void>((resolve, reject) => {
    subscription.on('data', () => (events += 1));
    subscription.on('caughtUp', resolve);
    subscription.on('error', reject);
  });
  await subscription.unsubscribe();
  return events;
}

/** The port's `batches` from the start, until they have caught up: what a projector does. */
export async function catchUpByPort(store: EventStore): Promise<number> {
  let events = 0;
  for await (const items of store.batches({ after: START, streamPrefixes: [''] })) {
    for (const { kind } of items) {
      if (kind === 'event') events += 1;
      else if (kind === 'caught-up') return events;
    }
  }
  throw new Error('the log ended before it had been caught up with');
}
