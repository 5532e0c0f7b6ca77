import { BACKWARDS, END, FORWARDS, START, type Position, type ReadAllOptions } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { short, whole, type AnyResolvedEvent } from '../shown.js';
import { isRead, orNothing, type World } from '../world.js';

const FAR = 10_000_000_000n;
const INT64_MAX = 9_223_372_036_854_775_807n;
const UINT64_MAX = 18_446_744_073_709_551_615n;
const NO_END_MS = 700;

const at = (commit: bigint, prepare = commit): Position => ({ commit, prepare });
const types = (events: readonly AnyResolvedEvent[]): string[] => events.map(({ event }) => event?.type ?? '?');

/** Events e0, e1, ... by turns in streams a and b, and their positions. */
async function alternating(world: World, count: number): Promise<bigint[]> {
  const streams = [world.stream('a'), world.stream('b')];
  const positions: bigint[] = [];
  for (let i = 0; i < count; i++) {
    const result = await world.client.appendToStream(streams[i % 2] ?? '', world.event(`e${i}`, { i }));
    positions.push(result.position?.commit ?? 0n);
  }
  return positions;
}

async function noteTypes(world: World, key: string, options: ReadAllOptions): Promise<void> {
  const read = await world.readAll(options, NO_END_MS);
  world.note(key, isRead(read) ? orNothing(types(read)) : read);
}

async function aroundOne(world: World, i: number, position: bigint): Promise<void> {
  for (const direction of [FORWARDS, BACKWARDS] as const) {
    const read = (key: string, fromPosition: Position, maxCount?: number): Promise<void> =>
      noteTypes(world, `${direction} from ${key}`, {
        direction,
        fromPosition,
        ...(maxCount !== undefined && { maxCount }),
      });
    const backwards = direction === BACKWARDS;
    await read(`the position of e${i}${backwards ? ' maxCount 3' : ''}`, at(position), backwards ? 3 : undefined);
    await read(`e${i} maxCount 1`, at(position), 1);
    await read(`e${i} maxCount 0`, at(position), 0);
    const inTheLastRecord = i === 7 && !backwards;
    if (!inTheLastRecord) await read(`(position of e${i}) + 1, maxCount 2`, at(position + 1n), 2);
    await read(`(position of e${i}) - 1, maxCount 2`, at(position - 1n), 2);
    await read(`commit of e${i}, prepare - 1, maxCount 2`, at(position, position - 1n), 2);
    await read(`commit of e${i}, prepare 0, maxCount 2`, at(position, 0n), 2);
    const above = `commit of e${i} with prepare of e${i} + 1 (prepare > commit), maxCount 2`;
    await read(above, at(position, position + 1n), 2);
  }
}

/** Reads of `$all` from every kind of place, both ways. */
export const readAllScenarios: Scenario[] = scenarios('read.all.', {
  ranges: async (world) => {
    // EventStoreDB's own earlier events are `$streamDeleted` in the recording: one lies before the first event here.
    await world.client.tombstoneStream(world.stream('before'));
    const positions = await alternating(world, 8);
    for (const i of [2, 5, 7]) await aroundOne(world, i, positions[i] ?? 0n);
    const far = at((positions[7] ?? 0n) + FAR);
    await noteTypes(world, 'backwards from end maxCount 3', { direction: BACKWARDS, fromPosition: END, maxCount: 3 });
    await noteTypes(world, 'forwards from end', { fromPosition: END });
    await noteTypes(world, 'forwards from end maxCount 5', { fromPosition: END, maxCount: 5 });
    await noteTypes(world, 'backwards from start', { direction: BACKWARDS, fromPosition: START });
    await noteTypes(world, 'backwards from start maxCount 5', {
      direction: BACKWARDS,
      fromPosition: START,
      maxCount: 5,
    });
    await noteTypes(world, 'forwards from far beyond the end', { fromPosition: far });
    const farBack = { direction: BACKWARDS, fromPosition: far, maxCount: 3 } as const;
    await noteTypes(world, 'backwards from far beyond the end maxCount 3', farBack);
    await noteTypes(world, 'forwards from the int64 max', { fromPosition: at(INT64_MAX) });
    await noteTypes(world, 'forwards from the uint64 max', { fromPosition: at(UINT64_MAX) });
    const maxBack = { direction: BACKWARDS, fromPosition: at(UINT64_MAX), maxCount: 2 } as const;
    await noteTypes(world, 'backwards from the uint64 max maxCount 2', maxBack);
    const first = async (fromPosition: ReadAllOptions['fromPosition']): Promise<bigint | undefined> => {
      const read = await world.readAll({ ...(fromPosition && { fromPosition }), maxCount: 1 });
      return isRead(read) ? read[0]?.event?.position?.commit : undefined;
    };
    world.note('start is the same as position 0', (await first(at(0n))) === (await first(START)));
  },
  'order-and-paging': async (world) => {
    const [first = 0n] = await alternating(world, 12);
    const forwards = await world.readAll({ fromPosition: at(first) });
    world.note('forwards', isRead(forwards) ? short(forwards) : forwards);
    const key = 'paging by 3 with the last position (inclusive, first dropped) sees each once';
    world.note(key, types(await pages(world, at(first))).join(' '));
    const backwards = await world.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 12 });
    world.note('backwards is the reverse', isRead(backwards) ? types(backwards).join(' ') : backwards);
  },
  'what-it-contains': async (world) => {
    const { client } = world;
    const [stream, other] = [world.stream('s'), world.stream('u')];
    const marker = await world.append('marker', world.stream('marker'), world.events(1));
    await client.appendToStream(stream, world.events(5));
    await world.step('set $maxCount 2', () => client.setStreamMetadata(stream, { maxCount: 2 }));
    await client.appendToStream(stream, world.event('after'));
    await world.step('soft delete', () => client.deleteStream(stream));
    await client.appendToStream(other, world.events(2));
    await world.step('tombstone', () => client.tombstoneStream(other));
    await world.step('tombstone of a stream that never was', () => client.tombstoneStream(world.stream('never')));
    await world.step('delete of a stream that never was', () => client.deleteStream(world.stream('never2')));
    const from = marker instanceof Error ? START : (marker.position ?? START);
    const read = await world.readAll({ fromPosition: from });
    world.note('$all from the marker', isRead(read) ? whole(read) : read);
  },
  'resolve-links': async (world) => {
    const source = world.stream('src');
    const links = world.stream('l');
    await world.append('first', source, world.events(2));
    const read = await world.read(source);
    const from = (isRead(read) ? read[0]?.event?.position : undefined) ?? START;
    await world.append('link', links, [world.bareLink(`1@${source}`), world.bareLink(`9@${source}`)]);
    for (const resolveLinkTos of [false, true]) {
      const all = await world.readAll({ fromPosition: from, resolveLinkTos });
      world.note(`resolveLinkTos ${resolveLinkTos}`, isRead(all) ? whole(all) : all);
    }
  },
});

async function pages(world: World, from: Position): Promise<AnyResolvedEvent[]> {
  const seen: AnyResolvedEvent[] = [];
  let fromPosition = from;
  for (;;) {
    const page = await world.readAll({ fromPosition, maxCount: 3 });
    if (!isRead(page)) throw new Error('a page could not be read');
    seen.push(...(seen.length ? page.slice(1) : page));
    fromPosition = page.at(-1)?.event?.position ?? fromPosition;
    if (page.length < 3) return seen;
  }
}
