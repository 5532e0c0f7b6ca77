import { statfsSync } from 'node:fs';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { ClientEventStore, START } from '#event-store';
import { benchEvents, EVENT_BYTES } from './bench-event.js';
import { BenchFolder, bytesOnDisk } from './disk.js';
import { Ends } from './ends.js';
import { machineNow } from './machine.js';
import { measured, type Rate } from './measure.js';
import { NodeProcess } from './node-process.js';
import { writeDirectory } from './write-directory.js';
import { PeakMemory } from './process-probe.js';

const EVENTS = 10_000_000;
const BATCH = 500;
const IN_FLIGHT = 4;
/** So many batches stand one after the other in a stream. */
const BATCHES_IN_A_STREAM = 4;
/** The rest is written by the node's own storage beforehand: over the wire it took a quarter of an hour. */
const OVER_THE_WIRE = 500_000;
/** Of one append. The client's own, ten seconds, is soon over on a machine that others use. */
const DEADLINE_MS = 120_000;
const PROGRESS_EVERY = 1_000_000;
/** What an event may take on disk while it is written, in bytes. */
const ROOM_FOR_EVENT = 1_500;
const MEMORY_BAR_MIB = 300;

/**
 * Ten million events in a node, the last of them appended over the wire, and one reading of them all through the port:
 * rates, size, and the node's memory.
 */
export async function run(): Promise<object> {
  const folder = new BenchFolder();
  const ends = new Ends();
  ends.add(() => folder.remove());
  try {
    expectRoom(folder.path);
    const machineBefore = machineNow(folder.path);
    const dataDir = `${folder.path}/node`;
    await writeDirectory(dataDir, EVENTS - OVER_THE_WIRE);
    const { node, connectionString } = await NodeProcess.start(dataDir);
    ends.add(() => node.stop());
    const memory = new PeakMemory(node.probe);
    ends.add(() => memory.stop());
    const client = EventStoreDBClient.connectionString(connectionString);
    ends.add(() => client.dispose());
    const troubles: string[] = [];
    const onTrouble = (doing: string, error: unknown) => troubles.push(`${doing}: ${String(error)}`);
    const store = new ClientEventStore({ connectionString, onTrouble });
    ends.add(() => store.close());

    const filled = await measured(() => fill(client), node.probe);
    const whileFilling = memory.take();
    const read = await measured(() => readAll(store), node.probe);
    const whileReading = memory.take();
    const peakMib = Math.max(whileFilling, whileReading);
    return {
      measured: 'by the wall clock; RssAnon of the node five times a second',
      ours: {
        appendsInBatches: withSeconds(filled, OVER_THE_WIRE),
        readAllByLeanReader: { ...withSeconds(read, EVENTS), troubles },
        nodeRssAnonPeakMib: { whileFilling, whileReading },
        bytesOnDisk: bytesOnDisk(dataDir),
      },
      yardsticks: {},
      ratio: { peakToBar: Number((peakMib / MEMORY_BAR_MIB).toPrecision(3)) },
      bars: { nodeRssAnonPeakMib: MEMORY_BAR_MIB },
      workload: {
        events: EVENTS,
        ofTheseOverTheWire: OVER_THE_WIRE,
        machineBefore,
        eventBytes: EVENT_BYTES,
        batch: BATCH,
        inFlight: IN_FLIGHT,
        streams: EVENTS / BATCH / BATCHES_IN_A_STREAM,
      },
    };
  } finally {
    await ends.run();
  }
}

function expectRoom(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < EVENTS * ROOM_FOR_EVENT)
    throw new Error(`${folder} has ${bavail * bsize} bytes free; ${EVENTS} events may take ${EVENTS * ROOM_FOR_EVENT}`);
}

async function fill(client: EventStoreDBClient): Promise<number> {
  const batch = benchEvents(BATCH);
  const batches = EVENTS / BATCH;
  let next = batches - OVER_THE_WIRE / BATCH;
  const writer = async () => {
    while (next < batches) {
      const n = next++;
      progress('appended', n * BATCH, BATCH);
      await client.appendToStream(
        `fill-${Math.floor(n / BATCHES_IN_A_STREAM)}`,
        batch.map(({ type, data }) => jsonEvent({ type, data })),
        { deadline: DEADLINE_MS },
      );
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, writer));
  return OVER_THE_WIRE;
}

/** @throws where the log does not hold what was appended */
async function readAll(store: ClientEventStore): Promise<number> {
  let events = 0;
  for await (const batch of store.readAll({ after: START, streamPrefixes: ['fill-'] })) {
    events += batch.length;
    progress('read', events - batch.length, batch.length);
  }
  if (events !== EVENTS) throw new Error(`${events} of ${EVENTS} events were read`);
  return events;
}

/** A line on standard error at each million. */
function progress(what: string, before: number, more: number): void {
  const millions = Math.floor((before + more) / PROGRESS_EVERY);
  if (millions > Math.floor(before / PROGRESS_EVERY)) process.stderr.write(`${what} ${millions} million\n`);
}

const withSeconds = (rate: Rate, events: number): Rate & { readonly seconds: number } => ({
  ...rate,
  seconds: Math.round(events / rate.perSecond),
});
