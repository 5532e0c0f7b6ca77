import { randomUUID } from 'node:crypto';
import { availableParallelism, hostname } from 'node:os';
import { ClientEventStore } from '#event-store';
import { announceReady, createLogger, loadServiceConfig, onEnd } from '#platform';
import { migrate } from '#read-models';
import { migrateAudits, Replayer } from '#replay';

/** More threads than this gain nothing: PostgreSQL has to serve them all. */
const MOST_WORKERS = 8;

const log = createLogger('replayer');

/** The isolated lane: judges audits until it is told to end. */
async function main(): Promise<void> {
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
    workers: Math.min(availableParallelism(), MOST_WORKERS),
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
