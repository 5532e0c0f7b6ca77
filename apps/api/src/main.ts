import { randomUUID } from 'node:crypto';
import { ClientEventStore } from '#event-store';
import { instantOf } from '#judge';
import { announceReady, createLogger, ensureOperatorKey, loadServiceConfig, onEnd } from '#platform';
import { migrate } from '#read-models';
import { migrateAudits } from '#replay';
import { createApp } from './create-app.js';
import { sayWhyItCannotListen } from './port-in-use.js';

const log = createLogger('api');
const config = loadServiceConfig();
await migrate(config.database);
await migrateAudits(config.database);
const store = new ClientEventStore({
  connectionString: config.eventStore,
  onTrouble: (doing, error) => log.warn({ err: error }, doing),
});
const app = await createApp({
  store,
  databaseUrl: config.database,
  now: () => instantOf(Date.now()),
  newId: randomUUID,
  operatorKey: await ensureOperatorKey(config.operatorKeyFile),
});
onEnd(async (why) => {
  log.info({ why }, 'ending');
  await app.close();
  await store.close();
});
try {
  // Fastify's own listen: Nest's would log the failure too, and one clear line is enough.
  await app.getHttpAdapter().getInstance().listen({ port: config.port, host: config.host });
} catch (error) {
  process.stderr.write(`${sayWhyItCannotListen(error, config)}\n`);
  process.exit(1);
}
const { port } = app.getHttpServer().address() as { port: number };
announceReady('api', { port });
