import { queryRows, type Queryable } from '#read-models';

interface Index {
  readonly table: string;
  readonly name: string;
  /** The statement that makes it. */
  readonly definition: string;
  readonly isKey: boolean;
}

const FIND = `SELECT indrelid::regclass::text AS "table", indexrelid::regclass::text AS name,
    pg_get_indexdef(indexrelid) AS definition, indisprimary AS "isKey"
  FROM pg_index WHERE indrelid = ANY($1::regclass[]) ORDER BY indisprimary DESC, pg_table_size(indrelid) DESC, 2`;

/**
 * Settings of a connection that makes indexes: an index of millions of rows is sorted in memory, by this connection alone
 * (another makes the next one), and its pages are logged as they are: pressing them takes longer than writing them. Who
 * may not set that does without.
 */
const SETTINGS = [
  `SET maintenance_work_mem = '256MB'`,
  `SET max_parallel_maintenance_workers = 0`,
  `SELECT set_config('wal_compression', 'off', false) FROM pg_roles WHERE rolname = current_user AND rolsuper`,
];

/** The indexes and keys of some tables while the tables are filled without them. */
export class Indexes {
  private constructor(private missing: readonly Index[]) {}

  /** Takes the indexes and keys of some tables of the first schema on the search path away. */
  static async drop(db: Queryable, tables: readonly string[]): Promise<Indexes> {
    const found = await queryRows<Index>(db, FIND, [tables]);
    for (const { table, name, isKey } of found)
      await db.query(isKey ? `ALTER TABLE ${table} DROP CONSTRAINT ${name}` : `DROP INDEX ${name}`);
    return new Indexes(found);
  }

  /**
   * Makes those again that are missing: each connection one at a time.
   * @param onMade hears which part of them is made, 0 to 1
   * @throws what PostgreSQL refuses; those that were made stay
   */
  async create(connections: readonly Queryable[], onMade: (part: number) => Promise<void>): Promise<void> {
    const waiting = [...this.missing];
    const keys = waiting.filter(({ isKey }) => isKey);
    const made = new Set<Index>();
    const make = async (db: Queryable): Promise<void> => {
      for (const setting of SETTINGS) await db.query(setting);
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        await db.query(next.definition);
        made.add(next);
        await onMade(made.size / (made.size + waiting.length + connections.length));
      }
    };
    const ended = await Promise.allSettled(
      connections.map((db) =>
        make(db).catch((error: unknown) => {
          waiting.length = 0;
          throw error;
        }),
      ),
    );
    // A key locks its table, which no other connection is to wait for: it becomes one when all indexes are there.
    const [db] = connections;
    for (const { table, name } of keys.filter((key) => made.has(key)))
      await db?.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} PRIMARY KEY USING INDEX ${name}`);
    this.missing = this.missing.filter((index) => !made.has(index));
    for (const one of ended) if (one.status === 'rejected') throw one.reason;
  }
}
