import { ClientEventStore } from '#event-store';
import { instantOf } from '#judge';
import { createLogger, loadServiceConfig } from '#platform';
import { rebuild } from '#projection';
import type { ChildFailure } from './rebuild-in-child.js';

const log = createLogger('rebuild');

/** Makes the read models anew and ends. Ends with its parent too: what it has done so far is done again next time. */
async function main(): Promise<void> {
  process.on('disconnect', () => process.exit(1));
  const { database, eventStore: connectionString } = loadServiceConfig();
  const eventStore = new ClientEventStore({ connectionString });
  const { position } = await rebuild({ eventStore, databaseUrl: database, now: () => instantOf(Date.now()) });
  log.info({ position }, 'the read models were made anew');
  process.exit(0);
}

main().catch((error: unknown) => {
  log.error({ err: error }, 'the read models could not be made anew');
  const said: ChildFailure = { failure: (error as Error).message };
  process.send?.(said, () => process.exit(1));
});
