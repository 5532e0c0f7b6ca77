import { createHash } from 'node:crypto';
import { EventNode } from '#event-node';
import { ClientEventStore, type EventStore, type NewEvent } from '#event-store';
import type { Stated } from './history.js';

/** Events that are under way together; no ticket has two of them in two appends. */
const WINDOW = 4_000;

/**
 * Writes a history into a data directory by the embedded node, its clock at each event's own time: the log took it when
 * it happened. @returns the bytes of data and metadata of an event, on average
 */
export async function writeLog(dataDir: string, stated: readonly Stated[]): Promise<number> {
  let clock = stated[0]?.at ?? 0;
  const node = await EventNode.open({ dataDir, now: () => clock });
  const store = new ClientEventStore({ connectionString: node.connectionString });
  const revisions = new Map<string, number>();
  let bytes = 0;
  try {
    for (let from = 0; from < stated.length; from += WINDOW) {
      const window = stated.slice(from, from + WINDOW);
      clock = window.at(-1)?.at ?? clock;
      const events = window.map((one, i) => eventOf(one, from + i));
      for (const { data, metadata } of events) bytes += JSON.stringify(data).length + JSON.stringify(metadata).length;
      await appendWindow(store, window, events, revisions);
      if (from % 200_000 === 0) process.stderr.write(`written ${from} of ${stated.length}\n`);
    }
  } finally {
    await store.close();
    await node.close();
  }
  return Math.round(bytes / stated.length);
}

async function appendWindow(
  store: EventStore,
  window: readonly Stated[],
  events: readonly NewEvent[],
  revisions: Map<string, number>,
): Promise<void> {
  const byStream = new Map<string, NewEvent[]>();
  for (const [i, { stream }] of window.entries()) {
    const of = byStream.get(stream) ?? [];
    byStream.set(stream, of);
    of.push(events[i] as NewEvent);
  }
  await Promise.all(
    [...byStream].map(async ([stream, of]) => {
      const before = revisions.get(stream);
      await store.append(stream, before ?? 'none', of);
      revisions.set(stream, (before ?? -1) + of.length);
    }),
  );
}

/** As the API writes it. */
function eventOf({ type, data }: Stated, n: number): NewEvent {
  const id = uuid(1, n);
  const metadata = {
    commandId: uuid(2, n),
    bodyHash: createHash('sha256').update(id).digest('hex'),
    $correlationId: uuid(3, n),
    $causationId: uuid(3, n),
    actor: 'importer-7f3a',
    schema: 1,
  };
  return { id, type, data, metadata };
}

/** Different for each kind and number, and without a pattern that compresses. */
function uuid(kind: number, n: number): string {
  const hex = createHash('md5').update(`${kind}:${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
