import {
  ANY,
  NO_STREAM,
  STREAM_EXISTS,
  type AppendExpectedRevision,
  type AppendResult,
  type EventData,
} from '@eventstore/db-client';
import { scenarios, type Play, type Scenario } from '../scenario.js';
import { attempt, isRead, succeeded, type World } from '../world.js';
import { clientOf, type Path } from './append-revisions.js';

type Step = readonly [key: string, expected: AppendExpectedRevision];

/** Two events whose ids are labelled a and b (with a suffix). */
const two = (world: World, suffix = ''): EventData[] => [
  world.event('a', { n: 1 }, undefined, world.id(`a${suffix}`)),
  world.event('b', { n: 2 }, undefined, world.id(`b${suffix}`)),
];

const retries = (first: AppendExpectedRevision): readonly Step[] => [
  ['retry same option', first],
  ['retry any', ANY],
  ['retry no_stream', NO_STREAM],
  ['retry stream_exists', STREAM_EXISTS],
];

/** What retries of an append say, wherever the stream is by then. */
export function appendIdempotency(path: Path): Scenario[] {
  const appendAll = async (
    world: World,
    stream: string,
    events: EventData[],
    steps: readonly Step[],
  ): Promise<void> => {
    for (const [key, expectedRevision] of steps)
      await world.append(key, stream, events, { expectedRevision }, clientOf(world, path));
  };
  const retriesAtEnd =
    (first: AppendExpectedRevision): Play =>
    async (world) => {
      const stream = world.stream('s');
      await appendAll(world, stream, two(world), [
        ['first', first],
        ...retries(first),
        ['retry exact 0', 0n],
        ['retry exact 5', 5n],
      ]);
      await world.list('stream', stream);
    };
  const retriesLater =
    (first: AppendExpectedRevision): Play =>
    async (world) => {
      const stream = world.stream('s');
      const events = two(world);
      await appendAll(world, stream, events, [['first', first]]);
      await appendAll(world, stream, world.events(3, 'o'), [['three others after', ANY]]);
      await appendAll(world, stream, events, [...retries(first), ['retry exact 2', 2n], ['retry exact 9', 9n]]);
      await world.list('stream', stream);
    };

  return scenarios(`append.${path}.`, {
    'idempotent.first-any.retries-at-end': retriesAtEnd(ANY),
    'idempotent.first-any.retries-not-at-end': retriesLater(ANY),
    'idempotent.first-no_stream.retries-at-end': retriesAtEnd(NO_STREAM),
    'idempotent.first-no_stream.retries-not-at-end': retriesLater(NO_STREAM),
    'idempotent.same-ids-with-the-current-revision': async (world) => {
      const stream = world.stream('s');
      await appendAll(world, stream, two(world), [
        ['first no_stream', NO_STREAM],
        ['same ids, exact 1 = current revision', 1n],
      ]);
      await world.list('stream', stream);
    },
    'idempotent.exact-revision-retry': async (world) => {
      const stream = world.stream('s');
      const [a, b] = two(world) as [EventData, EventData];
      const steps: readonly (readonly [EventData[], string, AppendExpectedRevision])[] = [
        [world.events(3), 'three events', NO_STREAM],
        [[a, b], 'first, exact 2', 2n],
        [[a, b], 'retry exact 2 at end', 2n],
        [[a], 'only the first of the two, exact 2', 2n],
        [[b], 'only the second of the two, exact 3', 3n],
        [world.events(2, 'o'), 'two more', 4n],
        [[a, b], 'retry exact 2 not at end', 2n],
        [[a, b], 'retry exact 1 (not the original)', 1n],
        [[a, b], 'retry exact 3 (not the original)', 3n],
      ];
      for (const [events, key, expected] of steps) await appendAll(world, stream, events, [[key, expected]]);
      await world.list('stream', stream);
    },
    'idempotent.partial-overlap': async (world) => {
      for (const first of [ANY, NO_STREAM] as const) await overlaps(world, path, first);
    },
    'idempotent.same-id-in-another-stream': (world) => sameIdElsewhere(world, path),
    'idempotent.same-id-different-content': async (world) => {
      const stream = world.stream('s');
      const id = world.id('a');
      await appendAll(world, stream, [world.event('one', { v: 1 }, { m: 1 }, id)], [['first', ANY]]);
      const other = world.event('two', { v: 2 }, { m: 2 }, id);
      await appendAll(world, stream, [other], [['same id, other type, data, metadata', ANY]]);
      await world.full('stream', stream);
    },
    'idempotent.long-after': async (world) => {
      const client = clientOf(world, path);
      const stream = world.stream('s');
      const first = two(world);
      const second = two(world, '2');
      await appendAll(world, stream, first, [['first, no_stream', NO_STREAM]]);
      await appendAll(world, stream, second, [['then two, exact 1', 1n]]);
      for (const name of [stream, world.stream('other')])
        for (let i = 0; i < 10; i++) await client.appendToStream(name, world.events(300, 'o'));
      await appendAll(world, stream, first, [
        ['3000 events later: retry no_stream', NO_STREAM],
        ['3000 events later: retry any', ANY],
      ]);
      await appendAll(world, stream, second, [['3000 events later: retry exact 1', 1n]]);
      const read = await world.read(stream);
      world.note('count', isRead(read) ? read.length : read);
    },
    'idempotent.concurrent-same-ids': (world) => concurrent(world, path),
    'idempotent.after-delete': async (world) => {
      const client = clientOf(world, path);
      const [stream, other] = [world.stream('s'), world.stream('s2')];
      const events = two(world);
      await appendAll(world, stream, events, [['first any', ANY]]);
      await world.step('soft delete', () => client.deleteStream(stream));
      await appendAll(world, stream, events, [['retry any', ANY]]);
      await world.list('read after', stream);
      await appendAll(world, stream, events, [['retry no_stream', NO_STREAM]]);
      await world.list('read after (2)', stream);
      const more = two(world, '2');
      await appendAll(world, other, more, [['s2 first no_stream', NO_STREAM]]);
      await world.step('s2 soft delete', () => client.deleteStream(other));
      await appendAll(world, other, more, [['s2 retry no_stream', NO_STREAM]]);
      await world.list('s2 read after', other);
    },
    'duplicate-ids-within-one-call': (world) => duplicates(world, path),
  });
}

type Pick = (a: EventData, b: EventData, x: EventData) => EventData[];

const LATER: readonly (readonly [string, Pick, AppendExpectedRevision | 'first'])[] = [
  ['[a,b,x]', (a, b, x) => [a, b, x], 'first'],
  ['[x,a,b]', (a, b, x) => [x, a, b], 'first'],
  ['[b,x]', (_a, b, x) => [b, x], 'first'],
  ['[a,x]', (a, _b, x) => [a, x], 'first'],
  ['[b]', (_a, b) => [b], 'first'],
  ['[a]', (a) => [a], 'first'],
  ['[b,a]', (a, b) => [b, a], 'first'],
  ['[a,x] exact 0', (a, _b, x) => [a, x], 0n],
  ['[b,x] exact 0', (_a, b, x) => [b, x], 0n],
  ['[b] exact 0', (_a, b) => [b], 0n],
  ['[b,x] exact 1', (_a, b, x) => [b, x], 1n],
  ['[a,b] stream_exists', (a, b) => [a, b], STREAM_EXISTS],
  ['[b] stream_exists', (_a, b) => [b], STREAM_EXISTS],
  ['[b,x] stream_exists', (_a, b, x) => [b, x], STREAM_EXISTS],
  ['[a,b,x] stream_exists', (a, b, x) => [a, b, x], STREAM_EXISTS],
];

async function overlaps(world: World, path: Path, first: AppendExpectedRevision): Promise<void> {
  const word = String(first);
  for (const [i, [later, pick, expected]] of LATER.entries()) {
    const mark = `${i + 1}${word[0]}`;
    const make = (letter: string): EventData => {
      const label = letter + mark;
      return world.event(label, { l: label }, undefined, world.id(label));
    };
    const [a, b, x] = [make('a'), make('b'), make('x')];
    const stream = world.stream(`s-${word}-[a,b] then ${later}`);
    const key = `${word}: [a,b] then ${later}`;
    const client = clientOf(world, path);
    await world.append(`${key}: first`, stream, [a, b], { expectedRevision: first }, client);
    const expectedRevision = expected === 'first' ? first : expected;
    await world.append(`${key}: second`, stream, pick(a, b, x), { expectedRevision }, client);
    await world.list(`${key}: stream`, stream);
  }
}

async function sameIdElsewhere(world: World, path: Path): Promise<void> {
  const events = two(world);
  const streams = { s1: world.stream('s1'), s2: world.stream('s2'), s3: world.stream('s3') };
  const append = (key: string, stream: string, expectedRevision: AppendExpectedRevision): Promise<unknown> =>
    world.append(key, stream, events, { expectedRevision }, clientOf(world, path));
  await append('first', streams.s1, ANY);
  await append('other stream any', streams.s2, ANY);
  await world.list('s1', streams.s1);
  await world.list('s2', streams.s2);
  await append('third stream no_stream', streams.s3, NO_STREAM);
  await world.list('s3', streams.s3);
  for (const expected of [ANY, NO_STREAM] as const)
    for (const [key, stream] of Object.entries(streams)) {
      await append(`retry ${expected} in ${key}`, stream, expected);
      await world.list(`${key} after retry ${expected}`, stream);
    }
}

const TOLERATED = ['timeout', 'deadline-exceeded', 'wrong-expected-version'];

/** Which of several simultaneous appends of the same events win is open; that they agree is not. */
async function concurrent(world: World, path: Path): Promise<void> {
  const events = two(world);
  const client = clientOf(world, path);
  const race = async (stream: string, expectedRevision: AppendExpectedRevision): Promise<unknown> => {
    const append = (): Promise<AppendResult | Error> =>
      attempt(() => client.appendToStream(stream, events, { expectedRevision }));
    const results = await Promise.all(Array.from({ length: 8 }, append));
    const won = results.filter(succeeded);
    const others = results.filter((result) => !succeeded(result)) as unknown as { type?: string }[];
    const onlyTolerated = others.every(({ type }) => TOLERATED.includes(type ?? ''));
    return {
      someSucceeded: won.length > 0,
      successesAgree:
        new Set(won.map((result) => `${result.nextExpectedRevision} ${result.position?.commit}`)).size === 1,
      othersAreOnly: `timeout, deadline-exceeded or wrong-expected-version: ${onlyTolerated}`,
    };
  };
  const [stream, other] = [world.stream('s'), world.stream('s2')];
  world.note('any', await race(stream, ANY));
  await world.list('stream', stream);
  world.note('no_stream', await race(other, NO_STREAM));
  await world.list('stream with no_stream', other);
  await world.append('one more retry later, any', stream, events, { expectedRevision: ANY }, client);
  await world.append('one more retry later, no_stream', other, events, { expectedRevision: NO_STREAM }, client);
}

async function duplicates(world: World, path: Path): Promise<void> {
  for (const expectedRevision of [ANY, NO_STREAM] as const) {
    const word = expectedRevision;
    const append = (key: string, stream: string, events: EventData[]): Promise<unknown> =>
      world.append(`${word} ${key}`, stream, events, { expectedRevision }, clientOf(world, path));
    const same = (type: string, label: string): EventData => world.event(type, {}, undefined, world.id(label));
    const stream = world.stream(word);
    const x = same('x', `x${word}`);
    for (const key of ['[x,x]', '[x,x] again']) {
      await append(key, stream, [x, x]);
      await world.list(`${word} ${key} stream`, stream);
    }
    await append('[x]', stream, [x]);
    const second = world.stream(`${word}2`);
    const [z, w] = [same('x', `z${word}`), same('y', `w${word}`)];
    for (const key of ['[x,y,x]', '[x,y,x] again']) {
      await append(key, second, [z, w, z]);
      await world.list(`${word} ${key} stream`, second);
    }
    await append('[y]', second, [w]);
    await world.list(`${word} [y] stream`, second);
  }
}
