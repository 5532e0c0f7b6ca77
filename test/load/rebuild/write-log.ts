import { createHash, randomUUID } from 'node:crypto';
import { Writer } from '../../../libs/event-node/src/service/writer.js';
import { Committer } from '../../../libs/event-node/src/storage/committer.js';
import { DataDirectory } from '../../../libs/event-node/src/storage/data-directory.js';
import type { ProposedEvent } from '../../../libs/event-node/src/wire/recorded-event.js';
import type { Stated } from './history.js';

/** Events of one transaction. */
const GROUP = 2_000;
const MIB = 1024 * 1024;
const JSON_TYPE = Buffer.from('application/json');

/**
 * Writes a history into a data directory as the embedded node does, without a socket in between (which would take minutes)
 * and with its clock at the events' own times: the log took them when they happened.
 * @returns the bytes of data and metadata of an event, on average
 */
export async function writeLog(dataDir: string, stated: readonly Stated[]): Promise<number> {
  let clock = 0;
  const directory = await DataDirectory.open(dataDir);
  const committer = new Committer(
    directory.store,
    () => clock,
    () => undefined,
  );
  const writer = new Writer(committer, randomUUID, MIB);
  let bytes = 0;
  for (let from = 0; from < stated.length; from += GROUP) {
    const group = stated.slice(from, from + GROUP);
    clock = group.at(-1)?.at ?? clock;
    const written = group.map((one, i) => {
      const event = eventOf(one, from + i);
      bytes += event.data.length + event.metadata.length;
      return writer.append(Buffer.from(one.stream), 'any', [event]);
    });
    await Promise.all(written);
    if (from % 200_000 === 0) process.stderr.write(`written ${from} of ${stated.length}\n`);
  }
  await committer.close();
  await directory.close();
  return Math.round(bytes / stated.length);
}

/** As the API writes it. */
function eventOf({ type, data }: Stated, n: number): ProposedEvent {
  const id = uuid(1, n);
  const metadata = {
    commandId: uuid(2, n),
    bodyHash: createHash('sha256').update(id).digest('hex'),
    $correlationId: uuid(3, n),
    $causationId: uuid(3, n),
    actor: 'importer-7f3a',
    schema: 1,
  };
  const json = (value: object) => Buffer.from(JSON.stringify(value));
  return { id, type: Buffer.from(type), contentType: JSON_TYPE, metadata: json(metadata), data: json(data) };
}

/** Different for each kind and number, and without a pattern that compresses. */
function uuid(kind: number, n: number): string {
  const hex = createHash('md5').update(`${kind}:${n}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
