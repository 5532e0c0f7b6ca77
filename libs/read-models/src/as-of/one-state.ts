import { LIVE_SCHEMA } from '../data-source.js';
import { queryRows, type Queryable } from '../sql/queryable.js';

/** The read models were replaced by rebuilt ones in the middle of a reading that needs one state of them. */
export class ModelsReplacedError extends Error {
  constructor() {
    super('the read models were replaced by rebuilt ones while they were being read');
    this.name = 'ModelsReplacedError';
  }
}

/** A name is looked up as of now, rows of the catalogue are seen as of the snapshot. */
const SAME = `SELECT c.oid = '${LIVE_SCHEMA}.cases'::regclass AS same
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = '${LIVE_SCHEMA}' AND c.relname = 'cases'`;

/**
 * Sees to it that all that a transaction has read so far was of the tables of its snapshot. The swap of a rebuild
 * renames schemas, which takes effect in every transaction at once: from then on the old snapshot would be used on new
 * tables, of which it sees some rows and not others.
 * @param db in a transaction that is REPEATABLE READ
 * @throws ModelsReplacedError
 */
export async function demandOneState(db: Queryable): Promise<void> {
  const [row] = await queryRows<{ same: boolean }>(db, SAME);
  if (row?.same !== true) throw new ModelsReplacedError();
}
