import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows of changes are around 2 KB: compressing each would cost more than judging it (`toast_tuple_target`). */
const TABLES = [
  `CREATE TABLE audits (
     audit_id text COLLATE "C" NOT NULL, position bigint NOT NULL, status text NOT NULL, request json NOT NULL,
     cases integer, started_at timestamptz, finished_at timestamptz, error text, result json, digest text, manifest json,
     CONSTRAINT audits_pkey PRIMARY KEY (audit_id)
   )`,
  `CREATE INDEX audits_by_position ON audits (position)`,
  `CREATE TABLE audit_shards (
     audit_id text COLLATE "C" NOT NULL, shard integer NOT NULL, after text COLLATE "C" NOT NULL,
     upto text COLLATE "C" NOT NULL, cases integer NOT NULL, done boolean NOT NULL DEFAULT false, owner text,
     tallied json, hashes bytea,
     CONSTRAINT audit_shards_pkey PRIMARY KEY (audit_id, shard)
   )`,
  `CREATE INDEX audit_shards_to_do ON audit_shards (shard) WHERE NOT done`,
  `CREATE TABLE audit_changes (
     audit_id text COLLATE "C" NOT NULL, ticket_id text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL,
     cycle integer NOT NULL, change text NOT NULL, tier text NOT NULL, category text, before json, after json,
     why text NOT NULL,
     CONSTRAINT audit_changes_pkey PRIMARY KEY (audit_id, ticket_id, metric, cycle)
   ) WITH (toast_tuple_target = 8160)`,
  `CREATE TABLE audit_intake (
     name text NOT NULL, position bigint NOT NULL,
     CONSTRAINT audit_intake_pkey PRIMARY KEY (name)
   )`,
];

/** The tables of audits. Names are unqualified: the search path of `migrateAudits` says the schema. */
export class Audits1764000100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['audit_intake', 'audit_changes', 'audit_shards', 'audits'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
