import pg from 'pg';
import { LIVE_SCHEMA, searchPath } from '#read-models';

/**
 * The one connection through which a writer moves the models. Commits do not wait for the disk: rows, checkpoint and
 * hand go together, so what a crash of PostgreSQL loses is read from the log again.
 */
export async function writerConnection(databaseUrl: string, schema: string = LIVE_SCHEMA): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    options: `${searchPath(schema)} -c synchronous_commit=off`,
    application_name: 'avenant projector',
    keepAlive: true,
  });
  // Without a listener a broken connection would end the process; the next query fails with the same error.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
