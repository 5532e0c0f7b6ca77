import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { ClientEventStore, type EventStore } from '#event-store';
import { type Append, batches, concurrent, sequential } from './appends.js';
import { benchEvents, EVENT_BYTES } from './bench-event.js';
import { appendToDelivery } from './delivery.js';
import { areOnOneDisk, BenchFolder } from './disk.js';
import { Emmett, INSTALL } from './emmett.js';
import { Ends } from './ends.js';
import { byTurns, measured, type Rate } from './measure.js';
import { machineNow } from './machine.js';
import { NodeProcess } from './node-process.js';
import type { ProcessProbe } from './process-probe.js';
import { catchUpByClient, catchUpByPort, readByClient, readByPort, readByPortParsed } from './reads.js';

const ROUNDS = 3;
const IN_FLIGHT = 64;
const BATCH = 500;
/** Events in a round. */
const COUNTS = { warm: 500, sequential: 1_500, concurrent: 10_000, batches: 100_000, emmettBatches: 20_000 } as const;
const DELIVERED = 2_500;

/**
 * The embedded node, a process of its own on a real directory, by the official client and by the port; beside Emmett on a
 * PostgreSQL on the same disk. Appends of both by turns, then reads.
 */
export async function run(): Promise<object> {
  const folder = new BenchFolder();
  const before = machineNow(folder.path);
  const ends = new Ends();
  ends.add(() => folder.remove());
  try {
    const { node, connectionString } = await NodeProcess.start(`${folder.path}/node`);
    ends.add(() => node.stop());
    const client = EventStoreDBClient.connectionString(connectionString);
    ends.add(() => client.dispose());
    const troubles: string[] = [];
    const onTrouble = (doing: string, error: unknown) => troubles.push(`${doing}: ${String(error)}`);
    const store = new ClientEventStore({ connectionString, onTrouble });
    ends.add(() => store.close());
    const emmett = Emmett.isInstalled ? await Emmett.start(folder.path, IN_FLIGHT) : undefined;
    if (emmett) ends.add(() => emmett.stop());

    const append: Append = (stream, events) =>
      client.appendToStream(
        stream,
        events.map(({ type, data }) => jsonEvent({ type, data })),
      );
    const appends = await measureAppends({ append, probe: node.probe }, emmett?.append);
    const reads = await measureReads(client, store, node.probe);
    const delivery = await appendToDelivery(client, 'delivery-', benchEvents(DELIVERED));
    const memory = node.probe.rssAnonMib();
    // A reader that fell back to the official client, or began again, is no measure of the lean one.
    if (troubles.length > 0) throw new Error(`the port had trouble: ${troubles.join('; ')}`);
    return {
      measured: `per second by the wall clock, best of ${ROUNDS} rounds by turns; cores of the server's process and of the client's`,
      ours: { ...appends.ours, ...reads, appendToDelivery: delivery, nodeRssAnonMib: memory },
      yardsticks: {
        emmettOnPostgresql: emmett ? await whole(emmett, appends.emmett) : { skipped: `first: ${INSTALL}` },
      },
      ratio: {
        leanReaderToOfficialClient: times(reads.readAllByLeanReader, reads.readAllByOfficialClient),
        ...(appends.emmett && {
          sequentialToEmmett: times(appends.ours.sequential, appends.emmett.sequential),
          concurrentToEmmett: times(appends.ours.concurrent, appends.emmett.concurrent),
        }),
      },
      bars: { concurrentToEmmett: 2, leanReaderToOfficialClient: 3 },
      workload: {
        eventBytes: EVENT_BYTES,
        inFlight: IN_FLIGHT,
        batch: BATCH,
        eventsInARound: COUNTS,
        machineBefore: before,
        ...(emmett && {
          postgresql: {
            version: await emmett.setting('server_version'),
            fsync: await emmett.setting('fsync'),
            sameDisk: areOnOneDisk(folder.path, emmett.dataDir),
          },
        }),
        what: 'events of JSON without an expected revision; server and client on the same machine; every append is on disk when it is answered',
      },
    };
  } finally {
    await ends.run();
  }
}

/** Every reader must give every event, or it is not measured. */
async function measureReads(client: EventStoreDBClient, store: EventStore, probe: ProcessProbe) {
  const events = await readByClient(client);
  const all = (read: () => Promise<number>) => () =>
    measured(async () => {
      const given = await read();
      if (given !== events) throw new Error(`a reader gave ${given} of ${events} events`);
      return given;
    }, probe);
  return byTurns(ROUNDS, {
    readAllByOfficialClient: all(() => readByClient(client)),
    readAllByLeanReader: all(() => readByPort(store)),
    readAllByLeanReaderDataParsed: all(() => readByPortParsed(store)),
    catchUpOfAllByOfficialClient: all(() => catchUpByClient(client)),
    catchUpOfAllByPort: all(() => catchUpByPort(store)),
  });
}

type Appends = Record<'sequential' | 'concurrent' | 'batches', Rate>;

async function measureAppends(
  { append, probe }: { append: Append; probe: ProcessProbe },
  emmett: Append | undefined,
): Promise<{ ours: Appends; emmett: Appends | undefined }> {
  const warm = benchEvents(COUNTS.warm);
  const [one, many] = [benchEvents(COUNTS.sequential), benchEvents(COUNTS.concurrent)];
  const batch = benchEvents(BATCH);
  const ofNode = await turnsOf(append, COUNTS.batches);
  if (emmett === undefined) return { ours: await byTurns(ROUNDS, ofNode), emmett: undefined };
  const ofEmmett = await turnsOf(emmett, COUNTS.emmettBatches, false);
  const ours: Partial<Appends> = {};
  const theirs: Partial<Appends> = {};
  for (const kind of ['sequential', 'concurrent', 'batches'] as const) {
    const both = await byTurns(ROUNDS, { ours: ofNode[kind], theirs: ofEmmett[kind] });
    [ours[kind], theirs[kind]] = [both.ours, both.theirs];
  }
  return { ours: ours as Appends, emmett: theirs as Appends };

  async function turnsOf(to: Append, inBatches: number, ofProbe = true) {
    await sequential(to, 'warm-1', warm);
    await concurrent(to, 'warm-many', warm, IN_FLIGHT);
    const server = ofProbe ? probe : undefined;
    return {
      sequential: (round: number) => measured(() => sequential(to, `one-${round}`, one), server),
      concurrent: (round: number) => measured(() => concurrent(to, `many-${round}`, many, IN_FLIGHT), server),
      batches: (round: number) => measured(() => batches(to, `batch-${round}`, batch, inBatches / BATCH), server),
    };
  }
}

async function whole(emmett: Emmett, appends: Appends | undefined): Promise<object> {
  await emmett.settle();
  const { readAll } = await byTurns(ROUNDS, { readAll: () => measured(() => emmett.readAll()) });
  return { ...appends, readAll };
}

const times = (ours: Rate, yardstick: Rate): number => Number((ours.perSecond / yardstick.perSecond).toPrecision(3));
