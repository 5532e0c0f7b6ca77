import { randomUUID } from 'node:crypto';
import { ProtoReader, ProtoWriter } from '../../src/wire/protobuf.js';
import { rawCall } from '../raw-client.js';
import { APPEND_RESP, BATCH_RESP, batchFailure, shown, type Shown } from '../raw-messages.js';
import { scenarios, type Scenario } from '../scenario.js';
import type { World } from '../world.js';

type Expectation = 'any' | 'no_stream' | 'stream_exists' | number | bigint | undefined;

/** `null` leaves a field out. */
interface RawEvent {
  readonly id?: string | null;
  readonly type?: string | null;
  readonly contentType?: string | null;
  readonly data?: string;
}

const WORDS = { no_stream: 3, any: 4, stream_exists: 5 } as const;

function options(stream: string, expected: Expectation): ProtoWriter {
  const message = new ProtoWriter().message(1, new ProtoWriter().string(3, stream));
  if (expected === undefined) return message;
  return typeof expected === 'string' ? message.message(WORDS[expected]) : message.uint(2, expected);
}

function proposed({
  id = randomUUID(),
  type = 'e',
  contentType = 'application/json',
  data = '{}',
}: RawEvent = {}): ProtoWriter {
  const event = new ProtoWriter();
  if (id !== null) event.message(1, new ProtoWriter().string(2, id));
  const pair = (key: string, value: string): ProtoWriter => new ProtoWriter().string(1, key).string(2, value);
  if (type !== null) event.message(2, pair('type', type));
  if (contentType !== null) event.message(2, pair('content-type', contentType));
  return event.string(4, data);
}

interface RawAppend {
  readonly events?: readonly RawEvent[];
  readonly withoutOptions?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

async function append(world: World, stream: string, expected: Expectation, more: RawAppend = {}): Promise<unknown> {
  const head = new ProtoWriter().message(1, options(stream, expected)).finish();
  const events = (more.events ?? [{}]).map((event) => new ProtoWriter().message(2, proposed(event)).finish());
  let answer: unknown;
  const end = await rawCall(world.connection, 'streams.Streams/Append', {
    messages: more.withoutOptions ? events : [head, ...events],
    headers: more.headers ?? {},
    ms: 5000,
    deliver: (message) => {
      answer = shown(new ProtoReader(message), APPEND_RESP);
      return false;
    },
  });
  return typeof end === 'object' ? end : answer;
}

interface Part {
  readonly correlation: string;
  readonly stream?: string;
  readonly expected?: Expectation;
  readonly events?: number;
  readonly final?: boolean;
  readonly event?: RawEvent;
}

function part({ correlation, stream, expected, events = 1, final = true, event = {} }: Part): Buffer {
  const message = new ProtoWriter().message(1, new ProtoWriter().string(2, correlation));
  if (stream !== undefined) message.message(2, options(stream, expected));
  for (let i = 0; i < events; i++) message.message(3, proposed(event));
  return message.uint(4, final ? 1 : 0).finish();
}

/** The answers to parts of appends on one BatchAppend stream; waits for `count` of them. */
async function batch(world: World, parts: readonly Part[], count = 1, ms = 4000): Promise<Shown[]> {
  const answers: Shown[] = [];
  await rawCall(world.connection, 'streams.Streams/BatchAppend', {
    messages: parts.map(part),
    open: true,
    ms,
    deliver: (message) => {
      const answer = shown(new ProtoReader(message), BATCH_RESP);
      const failure = batchFailure(message);
      const { string } = answer['correlationId'] as { string: string };
      answers.push({ ...answer, correlationId: world.labels.of(string), ...(failure && { error: failure }) });
      return answers.length >= count;
    },
  });
  return answers;
}

/** What appends put on the wire, and what they refuse. */
export const rawAppendScenarios: Scenario[] = scenarios('raw.', {
  append: async (world) => {
    const stream = world.stream('s');
    const note = (key: string, label: string, expected: Expectation, more?: RawAppend): Promise<unknown> =>
      world.step(key, () => append(world, label === 's' ? stream : world.stream(label), expected, more));
    await note('no_stream', 's', 'no_stream', { events: [{}, {}] });
    await note('wrong: no_stream', 's', 'no_stream');
    await note('wrong: revision 0', 's', 0);
    await note('wrong: stream_exists on a missing stream', 'm', 'stream_exists');
    await note('wrong: revision 3 on a missing stream', 'm2', 3);
    await note('no expected revision at all', 'n', undefined);
    await note('no options message', 's', undefined, { withoutOptions: true });
    await note('no type', 'nt', 'any', { events: [{ type: null }] });
    await note('no content type', 'nc', 'any', { events: [{ contentType: null }] });
    await note('no id', 'ni', 'any', { events: [{ id: null }] });
    await note('invalid json with application/json', 'ij', 'any', { events: [{ data: 'not json' }] });
    await note('revision 2^63', 'r', 2n ** 63n);
    await note('with requires-leader', 'l', 'any', { headers: { 'requires-leader': 'true' } });
  },
  'batch-append': async (world) => {
    const [a, b] = [world.id('c1'), world.id('c2')];
    const stream = world.stream('s');
    const note = (key: string, fields: Omit<Part, 'correlation'>): Promise<unknown> =>
      world.step(key, () => batch(world, [{ correlation: a, stream, ...fields }]));
    await note('success', { expected: 'no_stream', events: 3 });
    await world.step('two parts, then final', () =>
      batch(world, [
        { correlation: a, stream, expected: 2, events: 2, final: false },
        { correlation: a, events: 1 },
      ]),
    );
    await note('wrong revision', { expected: 0 });
    await note('wrong no_stream', { expected: 'no_stream' });
    await note('wrong stream_exists, missing stream', { stream: world.stream('m'), expected: 'stream_exists' });
    await note('wrong revision, missing stream', { stream: world.stream('m2'), expected: 4 });
    await note('no expected position', { stream: world.stream('n') });
    const ended = world.stream('d');
    await world.client.appendToStream(ended, world.events(1));
    await world.client.tombstoneStream(ended);
    await note('tombstoned stream', { stream: ended, expected: 'any' });
    await note('too big', { expected: 'any', event: { data: 'x'.repeat(1_100_000) } });
    await note('empty type', { expected: 'any', event: { type: '' } });
    await note('no type', { expected: 'any', event: { type: null } });
    const untyped = { stream: world.stream('nc'), expected: 'any', event: { contentType: null } } as const;
    await note('no content type', untyped);
    await note('bad id', { expected: 'any', event: { id: 'zzz' } });
    await world.step('first message without options', () => batch(world, [{ correlation: a }], 1, 1500));
    const [first, second] = [world.stream('i1'), world.stream('i2')];
    await world.step('two correlations interleaved', async () => {
      const answers = await batch(
        world,
        [
          { correlation: a, stream: first, expected: 'any', final: false },
          { correlation: b, stream: second, expected: 'any', final: false },
          { correlation: a },
          { correlation: b },
        ],
        2,
      );
      return answers.sort((x, y) => (String(x['correlationId']) < String(y['correlationId']) ? -1 : 1));
    });
    const unfinished = world.stream('nf');
    await world.step('never final: nothing is answered or written', async () => ({
      answers: await batch(world, [{ correlation: a, stream: unfinished, expected: 'any', final: false }], 1, 700),
      read: await world.read(unfinished),
    }));
  },
});
