import { queryRows, type Queryable } from '../sql/queryable.js';

/** The role of analysts: it may read the views and nothing else. Made by infra/postgres/roles.sql, or not at all. */
export const READER_ROLE = 'avenant_reader';

const MISSING = `
  SELECT format('GRANT USAGE ON SCHEMA %I TO %I', n.nspname, r.rolname) AS grant
  FROM pg_namespace n, pg_roles r
  WHERE n.nspname = $1 AND r.rolname = $2 AND NOT has_schema_privilege(r.oid, n.oid, 'USAGE')
  UNION ALL
  SELECT format('GRANT SELECT ON %I.%I TO %I', n.nspname, c.relname, r.rolname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, pg_roles r
  WHERE n.nspname = $1 AND r.rolname = $2 AND c.relkind = 'v' AND starts_with(c.relname, 'v_')
    AND NOT has_table_privilege(r.oid, c.oid, 'SELECT')`;

/**
 * Lets analysts read the views of a schema, where there is a role for them. Runs whenever a schema was brought to its
 * newest migration: a rebuild makes it anew, and the role may have come later than the views.
 */
export async function grantViews(db: Queryable, schema: string): Promise<void> {
  const missing = await queryRows<{ grant: string }>(db, MISSING, [schema, READER_ROLE]);
  for (const { grant } of missing) await db.query(grant);
}
