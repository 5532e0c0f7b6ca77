import { END, type EventStoreDBClient, jsonEvent, streamNameFilter } from '@eventstore/db-client';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchEvent } from './bench-event.js';
import { ms, quantile } from './measure.js';

const PER_SECOND = 500;
const STREAMS = 10;
const PATIENCE_MS = 10_000;

/** From the call of append to the event's arrival at a live subscription to `$all`, in milliseconds. */
export interface Delivery {
  readonly perSecond: number;
  readonly delivered: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

/** Appends at an even pace, whether or not the last was answered, and times the arrivals. */
export async function appendToDelivery(
  client: EventStoreDBClient,
  prefix: string,
  events: readonly BenchEvent[],
): Promise<Delivery> {
  const began = new Map<string, number>();
  const took: number[] = [];
  const filter = streamNameFilter({ prefixes: [prefix] });
  const subscription = client.subscribeToAll({ fromPosition: END, filter });
  await new Promise<void>((resolve, reject) => {
    subscription.on('caughtUp', resolve);
    subscription.on('error', reject);
    subscription.on('data', ({ event }) => {
      const since = began.get(event?.id ?? '');
      if (since !== undefined) took.push(performance.now() - since);
    });
  });
  await inStep(events, async (event, n) => {
    const sent = jsonEvent({ type: event.type, data: event.data });
    began.set(sent.id, performance.now());
    await client.appendToStream(`${prefix}${n % STREAMS}`, sent);
  });
  for (const end = performance.now() + PATIENCE_MS; took.length < events.length; await sleep(5)) {
    if (performance.now() > end) throw new Error(`${took.length} of ${events.length} events were delivered`);
  }
  await subscription.unsubscribe();
  took.sort((a, b) => a - b);
  const [p50Ms, p99Ms, maxMs] = [0.5, 0.99, 1].map((share) => ms(quantile(took, share))) as [number, number, number];
  return { perSecond: PER_SECOND, delivered: took.length, p50Ms, p99Ms, maxMs };
}

/** Starts what is to be done for each event at its moment; waits for all. */
async function inStep(
  events: readonly BenchEvent[],
  act: (event: BenchEvent, n: number) => Promise<void>,
): Promise<void> {
  const began = performance.now();
  const acts: Promise<void>[] = [];
  for (const [n, event] of events.entries()) {
    const due = began + (n * 1000) / PER_SECOND;
    if (due > performance.now()) await sleep(due - performance.now());
    acts.push(act(event, n));
  }
  await Promise.all(acts);
}
