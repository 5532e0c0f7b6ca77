import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { ClientEventStore } from '#event-store';
import { instantOf } from '#judge';
import { announceReady, createLogger, loadServiceConfig, onEnd } from '#platform';
import { Projector, type ProjectorEvent } from '#projection';
import { migrate } from '#read-models';
import { rebuildInChild } from './rebuild-in-child.js';

const log = createLogger('projector');

/** The live lane: follows the log and the clock until it is told to end. */
async function main(): Promise<void> {
  const { database, eventStore: connectionString } = loadServiceConfig();
  await migrate(database);
  const onTrouble = (doing: string, err: unknown): void =>
    log.warn({ err }, `trouble with ${doing}; it is tried again`);
  const eventStore = new ClientEventStore({ connectionString, onTrouble });
  const projector = new Projector({
    eventStore,
    databaseUrl: database,
    owner: `${hostname()}/${process.pid}/${randomUUID()}`,
    now: () => instantOf(Date.now()),
    rebuild: () => rebuildInChild(log),
    onEvent: tell,
  });
  onEnd(async (why) => {
    log.info(`ending: ${why}`);
    await projector.stop();
    await eventStore.close();
  });
  await projector.start();
  announceReady('projector');
}

function tell(event: ProjectorEvent): void {
  switch (event.kind) {
    case 'hot':
      return log.info({ epoch: event.epoch, position: event.position }, 'this process moves the read models');
    case 'standby':
      return log.info('another process moves the read models; this one stands by');
    case 'caught-up':
      return log.info({ position: event.position }, 'the read models have reached the head of the log');
    case 'trouble':
      return log.warn({ err: event.error }, 'the read models stand still for a moment');
    default:
      return event satisfies never;
  }
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, 'the projector cannot go on');
  process.exit(1);
});
