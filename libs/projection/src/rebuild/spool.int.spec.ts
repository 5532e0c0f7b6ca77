import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packedByStream, plainEvent, positionOf, unpackEvent, type RecordedEvent } from '#event-store';
import { Spool } from './spool.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'avenant-spool-spec-'));
});
afterAll(() => rm(folder, { recursive: true }));

const unpacked = (part: Buffer): readonly RecordedEvent[] =>
  [...packedByStream(part)].flatMap(([stream, places]) =>
    places.map((at) => plainEvent(unpackEvent(part, at, stream))),
  );

const eventOf = (n: number, text: string): RecordedEvent => ({
  id: `id-${n}`,
  stream: `ticket-${n % 100}`,
  revision: Math.floor(n / 100),
  position: positionOf(n * 7),
  type: 'ResponseSent',
  data: { n, text },
  metadata: { schema: 1 },
  recordedAt: 1_000 + n,
});

it('gives every event of a ticket in one part and in order, whatever its size, and leaves nothing on the disk', async () => {
  // 20 KB an event: a part is written many times over; one event is larger than what is written at once.
  const events = Array.from({ length: 3_000 }, (_, n) => eventOf(n, 'x'.repeat(n === 1_500 ? 200_000 : 20_000)));
  const spool = await Spool.open(folder);
  for (let from = 0; from < events.length; from += 64) await spool.add(events.slice(from, from + 64));
  const parts: (readonly RecordedEvent[])[] = [];
  for await (const part of spool.read()) parts.push(unpacked(part));
  const byStream = new Map<string, RecordedEvent[]>();
  for (const part of parts) {
    for (const stream of new Set(part.map((event) => event.stream))) {
      expect(byStream.has(stream)).toBe(false);
      byStream.set(
        stream,
        part.filter((event) => event.stream === stream),
      );
    }
  }
  const wanted = Array.from({ length: 100 }, (_, t) => events.filter((_, n) => n % 100 === t));
  expect([...byStream.values()].sort((a, b) => (a[0]?.position ?? 0) - (b[0]?.position ?? 0))).toEqual(wanted);
  await spool.close();
  expect(await readdir(folder)).toEqual([]);
});

it('gives its events a second time', async () => {
  const spool = await Spool.open(folder);
  await spool.add([eventOf(1, 'a'), eventOf(101, 'b')]);
  for (let time = 0; time < 2; time += 1) {
    const events: RecordedEvent[] = [];
    for await (const part of spool.read()) events.push(...unpacked(part));
    expect(events).toEqual([eventOf(1, 'a'), eventOf(101, 'b')]);
  }
  await spool.close();
});
