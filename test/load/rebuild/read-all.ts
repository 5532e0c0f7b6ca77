import { EventStoreDBClient } from '@eventstore/db-client';
import { readByClient } from '../log/reads.js';

/** What this process answers. */
export interface ReadAll {
  readonly events: number;
  readonly seconds: number;
}

/** The yardstick, a process of its own: an empty loop over `readAll` of the official client. */
const client = EventStoreDBClient.connectionString(process.argv[2] ?? '');
const began = performance.now();
const events = await readByClient(client);
const answer: ReadAll = { events, seconds: (performance.now() - began) / 1000 };
process.send?.(answer, () => process.exit(0));
