import type { BenchEvent } from './bench-event.js';

/** A store that is appended to; it answers when the events are on disk. No revision is expected. */
export type Append = (stream: string, events: readonly BenchEvent[]) => Promise<unknown>;

/** One event after the other, all to one stream. */
export async function sequential(append: Append, stream: string, events: readonly BenchEvent[]): Promise<number> {
  for (const event of events) await append(stream, [event]);
  return events.length;
}

/** `inFlight` writers with a stream each; each appends one event, waits for the answer, appends the next. */
export async function concurrent(
  append: Append,
  stream: string,
  events: readonly BenchEvent[],
  inFlight: number,
): Promise<number> {
  let next = 0;
  const writer = async (_: unknown, n: number) => {
    for (let event = events[next]; event !== undefined; event = events[next]) {
      next += 1;
      await append(`${stream}-${n}`, [event]);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, writer));
  return events.length;
}

/** The same batch again and again to one stream, one append in flight. */
export async function batches(
  append: Append,
  stream: string,
  batch: readonly BenchEvent[],
  count: number,
): Promise<number> {
  for (let n = 0; n < count; n += 1) await append(stream, batch);
  return count * batch.length;
}
