import { canonicalJson, schemaOf, sha256Hex, type EventMetadata } from '#domain';
import { WrongRevisionError, type EventStore, type NewEvent } from '#event-store';
import { markSent, unsentNotices, type Outgoing, type Queryable } from '#read-models';

/** Notices looked for at a time. */
const PAGE = 200;
/** Streams written at a time: one append waits for a flush of the log, which serves many. */
const ABREAST = 16;
/** Somebody else may have written to the stream between our look and our append; then we look again. */
const TRIES = 5;

/** Who announces, in the metadata of notices. */
const ACTOR = 'avenant-projector';

export interface Announcing {
  readonly eventStore: Pick<EventStore, 'append' | 'readStream'>;
  /** Runs a statement of the engine's own tables. */
  readonly beside: <T>(work: (db: Queryable) => Promise<T>) => Promise<T>;
}

/**
 * Brings notices from the outbox to the log, each once: its id is the event's id, and the stream is read before anything
 * is written to it, so that what a process before this one has written is not written again.
 * @returns whether some may be left
 */
export async function announceNext({ eventStore, beside }: Announcing): Promise<boolean> {
  const unsent = await beside((db) => unsentNotices(db, PAGE));
  const streams = [...byStream(unsent)];
  for (let i = 0; i < streams.length; i += ABREAST) {
    const some = streams.slice(i, i + ABREAST);
    await Promise.all(some.map(([stream, notices]) => appendOnce(eventStore, stream, notices)));
    const ids = some.flatMap(([, notices]) => notices.map(({ id }) => id));
    await beside((db) => markSent(db, ids));
  }
  return unsent.length === PAGE;
}

function byStream(notices: readonly Outgoing[]): ReadonlyMap<string, readonly Outgoing[]> {
  const streams = new Map<string, Outgoing[]>();
  for (const notice of notices) streams.set(notice.stream, [...(streams.get(notice.stream) ?? []), notice]);
  return streams;
}

async function appendOnce(
  store: Announcing['eventStore'],
  stream: string,
  notices: readonly Outgoing[],
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const there = await store.readStream(stream);
    const known = new Set(there.map(({ id }) => id));
    const missing = notices.filter(({ id }) => !known.has(id));
    if (missing.length === 0) return;
    try {
      await store.append(stream, there.at(-1)?.revision ?? 'none', missing.map(toEvent));
      return;
    } catch (error) {
      if (!(error instanceof WrongRevisionError) || tries === TRIES) throw error;
    }
  }
}

function toEvent({ id, type, data, causation }: Outgoing): NewEvent {
  const metadata: EventMetadata = {
    commandId: id,
    bodyHash: sha256Hex(canonicalJson(data)),
    $correlationId: causation ?? id,
    $causationId: causation ?? id,
    actor: ACTOR,
    schema: schemaOf(type),
  };
  return { id, type, data, metadata };
}
