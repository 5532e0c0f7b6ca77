/** A worker thread: told to work, it does shards until there are none, and says that it is idle. One connection, kept. */
import { parentPort, workerData } from 'node:worker_threads';
import type pg from 'pg';
import { workerClient } from './connection.js';
import type { FromWorker, ToWorker, WorkerSettings } from './lane.js';
import { ShardWorker } from './work.js';

const settings = workerData as WorkerSettings;
let connected: { readonly client: pg.Client; readonly worker: ShardWorker } | undefined;
let stopping = false;
let working = Promise.resolve();

const say = (message: FromWorker): void => parentPort?.postMessage(message);

async function connect(): Promise<ShardWorker> {
  if (connected !== undefined) return connected.worker;
  const client = workerClient(settings.databaseUrl);
  // Without a listener a connection that breaks between two shards would end the thread.
  client.on('error', () => void disconnect());
  await client.connect();
  const worker = new ShardWorker(client, settings.owner);
  connected = { client, worker };
  return worker;
}

async function disconnect(): Promise<void> {
  const client = connected?.client;
  connected = undefined;
  await client?.end().catch(() => undefined);
}

async function work(): Promise<void> {
  try {
    const worker = await connect();
    await worker.workOff(() => stopping);
    say({ kind: 'idle' });
  } catch (error) {
    await disconnect();
    say({ kind: 'trouble', message: error instanceof Error ? error.message : String(error) });
  }
}

parentPort?.on('message', (message: ToWorker) => {
  if (message === 'work') working = work();
  else {
    stopping = true;
    void working.then(disconnect).then(() => parentPort?.close());
  }
});
