import {
  ANY,
  BACKWARDS,
  binaryEvent,
  END,
  NO_STREAM,
  streamNameFilter,
  type AppendResult,
  type EventData,
} from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import type { AnyResolvedEvent } from '../shown.js';
import { attempt, isRead, succeeded, type World } from '../world.js';
import { marker } from './subscribe-all.js';

const MANY = 5000;
const VERY_MANY = 200_000;
const BATCH = 500;
const IN_FLIGHT = 8;

const errorTypes = (results: readonly unknown[]): unknown[] => [
  ...new Set(results.filter((result) => result instanceof Error).map((error) => (error as { type?: unknown }).type)),
];

/** What holds under load: nothing lost, nothing twice, everything in order. */
export const bulkScenarios: Scenario[] = scenarios('bulk.', {
  '5000-concurrent-appends-to-distinct-streams': async (world) => {
    const base = world.stream('d');
    const from = await marker(world);
    const append = (i: number): Promise<AppendResult | Error> =>
      attempt(() =>
        world.client.appendToStream(`${base}-${i}`, world.event('e', { i }), { expectedRevision: NO_STREAM }),
      );
    const results = await Promise.all(Array.from({ length: MANY }, (_, i) => append(i)));
    const won = results.filter(succeeded);
    world.note('succeeded', won.length);
    world.note(
      'allAtRevision0',
      won.every((result) => result.nextExpectedRevision === 0n),
    );
    world.note('distinctPositions', new Set(won.map((result) => result.position?.commit)).size);
    world.note('errors', errorTypes(results));
    const found = new Map<string, bigint>();
    let increasing = true;
    let last = 0n;
    for await (const { event } of world.client.readAll({ fromPosition: from })) {
      if (!event?.streamId.startsWith(base)) continue;
      const position = event.position?.commit ?? 0n;
      increasing &&= position > last;
      last = position;
      found.set(event.streamId, position);
    }
    world.note('inAll', found.size);
    world.note('positionsIncrease', increasing);
    const same = won.every((result, i) => result.position?.commit === found.get(`${base}-${i}`));
    world.note('positionsAreThoseOfTheResults', same);
  },
  '5000-to-one-stream': async (world) => {
    const stream = world.stream('s');
    const append = (i: number): Promise<AppendResult | Error> =>
      attempt(() => world.client.appendToStream(stream, world.event(`e${i}`), { expectedRevision: ANY }));
    const results = await Promise.all(Array.from({ length: MANY }, (_, i) => append(i)));
    const won = results.filter(succeeded);
    world.note('succeeded', won.length);
    world.note('errors', errorTypes(results));
    const read = await world.read(stream);
    const events = isRead(read) ? read : [];
    world.note('count', events.length);
    world.note(
      'revisionsConsecutive',
      events.every(({ event }, i) => event?.revision === BigInt(i)),
    );
    const typeAt = (revision: bigint): string | undefined => events[Number(revision)]?.event?.type;
    world.note(
      'resultRevisionsMatch',
      won.every((result, i) => typeAt(result.nextExpectedRevision) === `e${i}`),
    );
  },
  'contention-exact-revision': async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.event('0'));
    const append = (i: number): Promise<AppendResult | Error> =>
      attempt(() => world.client.appendToStream(stream, world.event(`x${i}`), { expectedRevision: 0n }));
    const results = await Promise.all(Array.from({ length: 50 }, (_, i) => append(i)));
    const wrong = results.filter((result) => (result as { type?: string }).type === 'wrong-expected-version');
    const actual = wrong.map((error) => String((error as unknown as { actualVersion: bigint }).actualVersion));
    world.note('50 appends at once with exact 0', {
      succeeded: results.filter(succeeded).length,
      wrongExpectedVersion: wrong.length,
      actualVersions: [...new Set(actual)],
    });
    const read = await world.read(stream);
    world.note('count', isRead(read) ? read.length : read);
  },
  '200k-read': async (world) => {
    const { client } = world;
    const stream = world.stream('s');
    const from = await marker(world);
    await fill(world, stream);
    world.note('forwards', await walk(stream, client.readStream(stream), false));
    const lastFirst = { direction: BACKWARDS, fromRevision: END } as const;
    world.note('backwards', await walk(stream, client.readStream(stream, lastFirst), true));
    world.note('$all forwards', await walk(stream, client.readAll({ fromPosition: from }), false));
    const last = await world.read(stream, { ...lastFirst, maxCount: 10 });
    world.note('last 10', isRead(last) ? last.map(({ event }) => String(event?.revision)).join(' ') : last);
    const filter = streamNameFilter({ prefixes: [stream] });
    const watched = world.watch(client.subscribeToAll({ fromPosition: from, filter }));
    await watched.live(120_000);
    await watched.stop();
    const words = watched.log.filter((entry) => entry !== 'end' && entry !== 'close');
    world.note('filtered $all subscription', {
      n: watched.data.length,
      ok: watched.data.every(({ event }, i) => event?.revision === BigInt(i)),
      caughtUpLast: words.at(-1) === 'caughtUp',
    });
  },
});

async function fill(world: World, stream: string): Promise<void> {
  const event = (i: number): EventData => binaryEvent({ type: 't', data: Buffer.from(String(i)) });
  const pending: Promise<unknown>[] = [];
  for (let first = 0; first < VERY_MANY; first += BATCH) {
    const events = Array.from({ length: BATCH }, (_, i) => event(first + i));
    const expectedRevision = first ? BigInt(first - 1) : NO_STREAM;
    pending.push(world.client.appendToStream(stream, events, { expectedRevision }));
    if (pending.length === IN_FLIGHT) await Promise.all(pending.splice(0));
  }
  await Promise.all(pending);
}

async function walk(stream: string, events: AsyncIterable<AnyResolvedEvent>, backwards: boolean): Promise<unknown> {
  let n = 0;
  let ok = true;
  for await (const { event } of events) {
    if (event?.streamId !== stream) continue;
    const expected = backwards ? VERY_MANY - 1 - n : n;
    const text = Buffer.from(event.data as Uint8Array).toString();
    ok &&= event.revision === BigInt(expected) && text === String(expected);
    n++;
  }
  return { n, ok };
}
