import { BACKWARDS, binaryEvent, END, FORWARDS, START, type ReadRevision } from '@eventstore/db-client';
import { scenarios, type Scenario } from '../scenario.js';
import { isRead, sleep, type World } from '../world.js';

const FROM: readonly ReadRevision[] = [
  START,
  END,
  ...[0n, 1n, 4n, 8n, 9n, 10n, 11n, 1000n],
  9_223_372_036_854_775_807n,
  9_223_372_036_854_775_808n,
  18_446_744_073_709_551_615n,
];
const COUNTS = [undefined, 0, 1, 3, 1000] as const;
const LAST_FIRST = { direction: BACKWARDS, fromRevision: END } as const;

/** Reads of one stream from every kind of place, both ways. */
export const readStreamScenarios: Scenario[] = scenarios('read.stream.', {
  ranges: async (world) => {
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(10));
    await world.revisions('no options', stream);
    for (const direction of [FORWARDS, BACKWARDS] as const)
      for (const fromRevision of FROM)
        for (const maxCount of COUNTS) {
          const key = `${direction} from ${fromRevision}${maxCount === undefined ? '' : ` maxCount ${maxCount}`}`;
          await world.revisions(key, stream, { direction, fromRevision, ...(maxCount !== undefined && { maxCount }) });
        }
    await world.revisions('maxCount 3 only', stream, { maxCount: 3 });
  },
  missing: async (world) => {
    const missing = world.stream('m');
    world.note('forwards', await world.read(missing));
    world.note('backwards end', await world.read(missing, LAST_FIRST));
    world.note('from 5', await world.read(missing, { fromRevision: 5n }));
    world.note('maxCount 0', await world.read(missing, { maxCount: 0 }));
    world.note('maxCount 1', await world.read(missing, { maxCount: 1 }));
    world.note('resolveLinkTos', await world.read(missing, { resolveLinkTos: true }));
    world.note('emitter events (missing)', await emissions(world, world.stream('n')));
    const stream = world.stream('s');
    await world.client.appendToStream(stream, world.events(2));
    world.note('emitter events (two events)', await emissions(world, stream));
  },
  'full-record': async (world) => {
    const stream = world.stream('s');
    await world.append('append', stream, [
      world.event('a', { x: 1 }, { m: 1 }, world.id('a')),
      binaryEvent({ type: 'b', data: Buffer.from([1, 2, 3]), id: world.id('b') }),
      world.event('c', { x: 3 }, undefined, world.id('c')),
    ]);
    await world.full('forwards', stream);
    await world.full('backwards', stream, LAST_FIRST);
    await world.full('one, resolveLinkTos', stream, { maxCount: 1, resolveLinkTos: true });
    const read = await world.read(stream);
    const first = isRead(read) ? read[0] : undefined;
    const event = { ...first?.event } as Record<string, unknown>;
    world.note('keysOfResolvedEvent', Object.keys(first ?? {}));
    world.note('keysOfEvent', Object.keys(event));
    const kind = (value: unknown): string => (value instanceof Date ? 'Date' : typeof value);
    world.note('typesOfFields', Object.fromEntries(Object.entries(event).map(([key, value]) => [key, kind(value)])));
    const times = isRead(read) ? read.map((one) => one.event?.created.getTime()) : [];
    world.note('createdIsSameForAllOfOneAppend', new Set(times).size === 1);
  },
  'stop-early': async (world) => {
    const stream = world.stream('s');
    for (let i = 0; i < 10; i++) await world.client.appendToStream(stream, world.events(100));
    let seen = 0;
    for await (const _ of world.client.readStream(stream)) if (++seen === 5) break;
    world.note('read after break', seen);
    const all = await world.read(stream);
    world.note('whole read after an abandoned one', isRead(all) ? all.length : all);
    const reading = world.client.readStream(stream) as NodeJS.EventEmitter & { cancel(): unknown };
    const log: string[] = [];
    reading.on('data', () => {
      if (log.length) return;
      log.push('data');
      reading.cancel();
    });
    for (const word of ['end', 'close']) reading.on(word, () => log.push(word));
    reading.on('error', (error: { type?: string }) => log.push(`error ${error.type}`));
    await Promise.race([new Promise((resolve) => reading.on('close', resolve)), sleep(1500)]);
    world.note('cancel() in the first data handler: events then', log);
  },
});

async function emissions(world: World, stream: string): Promise<string[]> {
  const log: string[] = [];
  const reading = world.client.readStream(stream) as NodeJS.EventEmitter;
  for (const word of ['confirmation', 'end', 'close', 'data']) reading.on(word, () => log.push(word));
  reading.on('error', (error: { type?: string }) => log.push(`error ${error.type}`));
  await Promise.race([new Promise((resolve) => reading.on('close', resolve)), sleep(2000)]);
  return log;
}
