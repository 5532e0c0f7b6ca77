import { streamNameFilter, type Filter } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { attempt, sleep, type World } from '../world.js';
import { marker } from './subscribe-all.js';

/** Appends before and after the subscription has caught up: x matches nothing, M matches. */
interface Course {
  readonly before?: string;
  readonly live?: string;
  readonly interval: number;
  readonly window?: number;
}

const x = (count: number): string => 'x'.repeat(count);

const CATCH_UP: Readonly<Record<string, Course>> = {
  'window 10 interval 1: 35 misses': { before: x(35), interval: 1, window: 10 },
  'window 10 interval 1: 20 misses, a hit, 20 misses': { before: `${x(20)}M${x(20)}`, interval: 1, window: 10 },
  'window 10 interval 2: 45 misses': { before: x(45), interval: 2, window: 10 },
  'window 10 interval 5: 120 misses': { before: x(120), interval: 5, window: 10 },
  'window 1 interval 1: 5 misses': { before: x(5), interval: 1, window: 1 },
  'window 1 interval 3: 10 misses': { before: x(10), interval: 3, window: 1 },
  'no window given, interval 1: 100 misses': { before: x(100), interval: 1 },
  'window 10 interval 1: 30 hits': { before: 'M'.repeat(30), interval: 1, window: 10 },
  'window 32 interval 1: nothing after the marker': { interval: 1, window: 32 },
};

const LIVE: Readonly<Record<string, Course>> = {
  'window 10 interval 1: 25 live misses': { live: x(25), interval: 1, window: 10 },
  'window 10 interval 2: 45 live misses': { live: x(45), interval: 2, window: 10 },
  'window 1 interval 3: 10 live misses': { live: x(10), interval: 3, window: 1 },
  'window 10 interval 1: live: 5 misses, hit, 12 misses, hit': { live: `${x(5)}M${x(12)}M`, interval: 1, window: 10 },
  'no window given, interval 1: 70 live misses': { live: x(70), interval: 1 },
  'window 10 interval 1: 13 misses then 17 live misses': { before: x(13), live: x(17), interval: 1, window: 10 },
};

type Entry = string | Error | { readonly kind: string; readonly position: bigint; readonly exact: boolean };

async function follow(world: World, key: string, course: Course): Promise<Entry[]> {
  const from = await marker(world);
  const [miss, hit] = [world.stream(`${key} miss`), world.stream(`${key} hit`)];
  const known = [{ label: 'marker', position: from.commit }];
  const put = async (letter: string): Promise<void> => {
    const { position } = await world.client.appendToStream(letter === 'M' ? hit : miss, world.event(letter));
    known.push({ label: `${letter}${known.length - 1}`, position: position?.commit ?? 0n });
  };
  for (const letter of course.before ?? '') await put(letter);

  const log: Entry[] = [];
  const filter: Filter = streamNameFilter({
    prefixes: [hit],
    checkpointInterval: course.interval,
    ...(course.window !== undefined && { maxSearchWindow: course.window }),
    checkpointReached: (_subscription: unknown, { commit, prepare }: { commit: bigint; prepare: bigint }) => {
      log.push({ kind: 'checkpoint', position: commit, exact: commit === prepare });
      return Promise.resolve();
    },
  });
  const subscription = world.client.subscribeToAll({ fromPosition: from, filter });
  let hits = 0;
  subscription.on('data', ({ event }) => {
    hits++;
    log.push({ kind: 'event', position: event?.position?.commit ?? 0n, exact: true });
  });
  for (const word of ['caughtUp', 'confirmation'] as const) subscription.on(word, () => log.push(word));
  subscription.on('error', (error: Error) => log.push(error));
  await until(() => log.includes('caughtUp'));
  for (const letter of course.live ?? '') {
    await put(letter);
    await sleep(3);
  }
  const expected = [...`${course.before ?? ''}${course.live ?? ''}`].filter((letter) => letter === 'M').length;
  await until(() => hits >= expected);
  await sleep(250);
  await subscription.unsubscribe();
  return log.map((entry) => (typeof entry === 'string' || entry instanceof Error ? entry : told(entry, known)));
}

function told(entry: Exclude<Entry, string | Error>, known: readonly { label: string; position: bigint }[]): string {
  let place = 'before-all';
  for (const { label, position } of known) {
    if (entry.position === position) place = `=${label}`;
    else if (entry.position > position) place = `after ${label}`;
  }
  return `${entry.kind} ${place}${entry.exact ? '' : ' (prepare differs)'}`;
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 300 && !holds(); i++) await sleep(10);
}

async function courses(world: World, all: Readonly<Record<string, Course>>): Promise<void> {
  for (const [key, course] of Object.entries(all)) world.note(key, await follow(world, key, course));
}

/** When a filtered subscription says how far it is. */
export const checkpointScenarios: Scenario[] = scenarios('subscribe.all.checkpoints.', {
  'catch-up': (world) => courses(world, CATCH_UP),
  live: (world) => courses(world, LIVE),
  'client-checks': async (world) => {
    const refused = { 'maxSearchWindow 0': { maxSearchWindow: 0 }, 'checkpointInterval 0': { checkpointInterval: 0 } };
    for (const [key, options] of Object.entries(refused)) {
      const act = async (): Promise<string> => {
        const filter = streamNameFilter({ prefixes: ['x'], ...options });
        const subscription = world.client.subscribeToAll({ filter });
        subscription.on('error', () => undefined);
        await sleep(50);
        await subscription.unsubscribe();
        return 'accepted';
      };
      world.note(key, await attempt(act));
    }
  },
});
