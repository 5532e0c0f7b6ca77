import { randomUUID } from 'node:crypto';
import { Writer } from '../../../libs/event-node/src/service/writer.js';
import { Committer } from '../../../libs/event-node/src/storage/committer.js';
import { DataDirectory } from '../../../libs/event-node/src/storage/data-directory.js';
import { benchEvents } from './bench-event.js';

/** Events of one append, and appends waited for at once. */
const BATCH = 500;
const GROUP = 8;
/** Batches that stand one after the other in a stream. */
const BATCHES_IN_A_STREAM = 4;
const MIB = 1024 * 1024;

/** Writes events into a data directory as the embedded node does, without a socket in between. */
export async function writeDirectory(dataDir: string, events: number): Promise<void> {
  const directory = await DataDirectory.open(dataDir);
  const committer = new Committer(directory.store, Date.now, () => undefined);
  const writer = new Writer(committer, randomUUID, MIB);
  const batch = benchEvents(BATCH).map(({ type, data }) => ({
    type: Buffer.from(type),
    data: Buffer.from(JSON.stringify(data)),
    contentType: Buffer.from('application/json'),
    metadata: Buffer.alloc(0),
  }));
  const append = (n: number) =>
    writer.append(
      Buffer.from(`fill-${Math.floor(n / BATCHES_IN_A_STREAM)}`),
      'any',
      batch.map((event) => ({ ...event, id: randomUUID() })),
    );
  for (let n = 0; n < events / BATCH; n += GROUP) {
    await Promise.all(Array.from({ length: Math.min(GROUP, events / BATCH - n) }, (_, i) => append(n + i)));
    if (((n + GROUP) * BATCH) % 1_000_000 < GROUP * BATCH) process.stderr.write(`written ${(n + GROUP) * BATCH}\n`);
  }
  await committer.close();
  await directory.close();
}
