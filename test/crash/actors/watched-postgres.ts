import pg from 'pg';
import type { Doom } from './doom.js';
import type { Journal } from './journal.js';

export interface Watch {
  readonly doom: Doom;
  readonly journal: Journal;
}

type Query = (this: pg.Client, ...given: unknown[]) => unknown;

/** How a writer takes the lease, and what it is answered. */
const TAKES_LEASE = /^\s*INSERT INTO projection_leases AS l \(name, epoch, owner/;
const EPOCH_NOW = 'SELECT epoch::float8 AS epoch FROM avenant_engine.projection_leases';

type Rows = { readonly rows: readonly { readonly epoch?: number }[] };

/** The epochs under which connections of this process took the lease. */
const epochs = new WeakMap<pg.Client, number>();

/**
 * Makes every statement of this process an await point, and has a connection that took the lease look, just before it
 * commits, whether the lease is still its own.
 * @param watch what watches at the moment; null: nothing
 */
export function watchPostgres(watch: () => Watch | null): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as unknown as Query;
  const watched: Query = function (...given) {
    const at = watch();
    const [statement, ...rest] = given;
    if (at === null || typeof rest.at(-1) === 'function') return query.apply(this, given);
    if (isStream(statement)) {
      at.doom.passBy('COPY');
      return query.apply(this, given);
    }
    const text = textOf(statement);
    const run = () => query.apply(this, given) as Promise<unknown>;
    return at.doom.pass(text, () => witnessed(this, text, run, { query, journal: at.journal }));
  };
  pg.Client.prototype.query = watched as unknown as typeof pg.Client.prototype.query;
}

const isStream = (statement: unknown): boolean => typeof (statement as { submit?: unknown }).submit === 'function';
const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown }).text);

async function witnessed(
  client: pg.Client,
  text: string,
  run: () => Promise<unknown>,
  { query, journal }: { readonly query: Query; readonly journal: Journal },
): Promise<unknown> {
  const mine = epochs.get(client);
  if (text === 'COMMIT' && mine !== undefined) {
    const { rows } = (await query.call(client, EPOCH_NOW)) as Rows;
    const now = rows[0]?.epoch ?? 0;
    if (now !== mine) journal.write({ kind: 'stale', epoch: mine, now });
  }
  const answer = await run();
  const taken = TAKES_LEASE.test(text) ? (answer as Rows).rows[0]?.epoch : undefined;
  if (taken !== undefined) epochs.set(client, taken);
  return answer;
}
