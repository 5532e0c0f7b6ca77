import pg from 'pg';
import { DataSource } from 'typeorm';
import { AuditChangeEntity } from './audit-change.entity.js';
import { AuditIntakeEntity } from './audit-intake.entity.js';
import { AuditShardEntity } from './audit-shard.entity.js';
import { AUDIT_SCHEMA, AuditEntity } from './audit.entity.js';
import { Audits1764000100000 } from './migrations/1764000100000-audits.js';

/** Their tables name their schema, so they go beside the entities of any other room. */
export const auditEntities = [AuditEntity, AuditShardEntity, AuditChangeEntity, AuditIntakeEntity];

/** An advisory lock of this database. Those of the other rooms: 7_201_140_901 to 903. */
const MIGRATION_LOCK = 7_201_140_911;

/** Brings the schema of audits to the newest migration. Safe to run from several processes at once, and again. */
export async function migrateAudits(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${AUDIT_SCHEMA}`);
    await run(databaseUrl);
  } finally {
    await client.end();
  }
}

async function run(databaseUrl: string): Promise<void> {
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl,
    migrations: [Audits1764000100000],
    extra: { options: `-c search_path=${AUDIT_SCHEMA}` },
  });
  await source.initialize();
  try {
    await source.runMigrations({ transaction: 'all' });
  } finally {
    await source.destroy();
  }
}
