import { randomUUID } from 'node:crypto';
import { constants, hostname, setPriority } from 'node:os';
import { ClientEventStore } from '#event-store';
import { announceReady, createLogger, loadServiceConfig, onEnd } from '#platform';
import { migrate } from '#read-models';
import { migrateAudits, Replayer } from '#replay';
import { workersOf } from './workers.js';

const log = createLogger('replayer');

/** The isolated lane: judges audits until it is told to end. */
async function main(): Promise<void> {
  // Threads begun from here on inherit it: whatever an audit takes, the live lane takes first.
  setPriority(constants.priority.PRIORITY_LOW);
  const { database, eventStore: connectionString } = loadServiceConfig();
  await migrate(database);
  await migrateAudits(database);
  const onTrouble = (doing: string, err: unknown): void =>
    log.warn({ err }, `trouble with ${doing}; it is tried again`);
  const store = new ClientEventStore({ connectionString, onTrouble });
  const replayer = new Replayer({
    store,
    databaseUrl: database,
    owner: `${hostname()}/${process.pid}/${randomUUID()}`,
    workers: workersOf(process.env),
    now: () => new Date(),
    timeZoneData: process.versions['tz'] ?? 'unknown',
    onTrouble,
  });
  onEnd(async (why) => {
    log.info(`ending: ${why}`);
    await replayer.stop();
    await store.close();
  });
  replayer.start();
  announceReady('replayer');
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'the replayer cannot go on');
  process.exit(1);
});
