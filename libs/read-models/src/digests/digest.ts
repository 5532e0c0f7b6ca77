import pg from 'pg';
import { DigestOfTickets, ticketHash } from '#domain';
import { loadCasesAfter } from '../cases/store.js';
import { loadCheckpoint } from '../checkpoints/checkpoint.js';
import { LIVE_SCHEMA, searchPath } from '../data-source.js';
import { msOf } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import { loadVerdicts } from '../verdicts/store.js';
import type { VerdictRow } from '../verdicts/verdict-row.js';
import { OTHER_TABLES, ticketRows, type DigestKind, type OtherTable } from './rows.js';

/** Tickets a page: memory stays flat whatever their number. */
const PAGE = 2_000;

/**
 * The digest of the read models without positions, recorded times and notices (DESIGN.md, Digests): equal for two logs
 * of the same commands at the same hand. `sha256:` and 64 hexadecimal digits.
 * @param db one connection, in a transaction of one snapshot if somebody writes meanwhile (see `digestsOf`)
 */
export const contentDigest = (db: Queryable): Promise<string> => digest(db, 'content');

/** The digest of every row of the read models: equal for the same log at the same position and hand. As `contentDigest`. */
export const replayDigest = (db: Queryable): Promise<string> => digest(db, 'replay');

async function digest(db: Queryable, kind: DigestKind): Promise<string> {
  const whole = new DigestOfTickets();
  for (let after = ''; ;) {
    const cases = await loadCasesAfter(db, after, PAGE);
    const last = cases.at(-1);
    if (last === undefined) break;
    const verdicts = grouped(
      await loadVerdicts(
        db,
        cases.map(({ ticketId }) => ticketId),
      ),
    );
    for (const row of cases) whole.add(ticketHash(ticketRows(kind, row, verdicts.get(row.ticketId) ?? [])));
    after = last.ticketId;
  }
  for (const table of OTHER_TABLES)
    if (kind === 'replay' || table.replayOnly !== true) await addTable(db, whole, kind, table);
  return whole.digest();
}

async function addTable(db: Queryable, whole: DigestOfTickets, kind: DigestKind, table: OtherTable): Promise<void> {
  const columns = [...table.columns, ...(kind === 'replay' ? table.places : [])].map(readable);
  for (let offset = 0; ; offset += PAGE) {
    const rows = await queryRows<{ row: object }>(
      db,
      `SELECT to_jsonb(r) AS row FROM (SELECT ${columns.join(', ')} FROM ${table.name}
       ORDER BY ${table.order} LIMIT $1 OFFSET $2) AS r`,
      [PAGE, offset],
    );
    for (const { row } of rows) whole.add(ticketHash({ table: table.name, row }));
    if (rows.length < PAGE) return;
  }
}

const INSTANTS = new Set([
  'started_at',
  'measured_from',
  'due_at',
  'breaches_at',
  'stopped_at',
  'decided_at',
  'at_risk_at',
  'effective_from',
  'effective_until',
  'at',
  'from_at',
  'to_at',
  'recorded_at',
  'withdrawn_recorded_at',
]);

/** Instants as milliseconds, whatever the time zone of the connection. */
const readable = (column: string): string => (INSTANTS.has(column) ? `${msOf(column)} AS ${column}` : column);

function grouped(rows: readonly VerdictRow[]): ReadonlyMap<string, VerdictRow[]> {
  const byTicket = new Map<string, VerdictRow[]>();
  for (const row of rows) byTicket.set(row.ticketId, [...(byTicket.get(row.ticketId) ?? []), row]);
  return byTicket;
}

/** Both digests, and where the models stood. */
export interface Digests {
  readonly content: string;
  readonly replay: string;
  readonly position: number;
  /** Milliseconds since 1970. */
  readonly hand: number;
  /** Cases wait to be judged again: the digests are of something that is still moving. */
  readonly restating: boolean;
}

/** Both digests of one snapshot of the models, also while they are written. */
export async function digestsOf(databaseUrl: string, schema: string = LIVE_SCHEMA): Promise<Digests> {
  const db = new pg.Client({ connectionString: databaseUrl, options: searchPath(schema) });
  await db.connect();
  try {
    await db.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const at = await loadCheckpoint(db);
    const pending = await queryRows<object>(db, 'SELECT 1 FROM projection_restatements LIMIT 1');
    const { position, hand } = at ?? { position: -1, hand: 0 };
    const content = await contentDigest(db);
    const replay = await replayDigest(db);
    return { content, replay, position, hand, restating: pending.length > 0 };
  } finally {
    await db.end();
  }
}
