import pg from 'pg';
import { DataSource } from 'typeorm';
import { dataSourceOptions, ENGINE_SCHEMA, LIVE_SCHEMA } from './data-source.js';
import { engineMigrations, readModelMigrations } from './migrations/index.js';
import { grantViews } from './views/grant.js';

type Migrations = typeof readModelMigrations | typeof engineMigrations;

/** Any number that nobody else takes for an advisory lock of this database. */
const MIGRATION_LOCK = 7_201_140_901;

/** Creates a schema if it is missing and brings it to the newest migration. */
async function migrateSchema(databaseUrl: string, schema: string, migrations: Migrations): Promise<void> {
  const source = new DataSource({ ...dataSourceOptions(databaseUrl, schema), entities: [], migrations });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await source.destroy();
  }
}

/**
 * Creates the schema of a rebuild, empty, at the newest migration.
 * Whoever calls it has seen to it that nobody else is at it.
 */
export async function createReadModelSchema(databaseUrl: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await client.query(`CREATE SCHEMA ${schema}`);
    await migrateSchema(databaseUrl, schema, readModelMigrations);
    await grantViews(client, schema);
  } finally {
    await client.end();
  }
}

/** Brings the database to the newest migration. Safe to run from several processes at once, and again. */
export async function migrate(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${ENGINE_SCHEMA}`);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${LIVE_SCHEMA}`);
    await migrateSchema(databaseUrl, ENGINE_SCHEMA, engineMigrations);
    await migrateSchema(databaseUrl, LIVE_SCHEMA, readModelMigrations);
    await grantViews(client, LIVE_SCHEMA);
  } finally {
    await client.end();
  }
}
