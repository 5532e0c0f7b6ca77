import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `CREATE TABLE projection_leases (
     name text NOT NULL, epoch bigint NOT NULL, owner text, lease_until timestamptz,
     CONSTRAINT projection_leases_pkey PRIMARY KEY (name)
   ) WITH (fillfactor = 10)`,
  `CREATE TABLE projection_status (
     name text NOT NULL, state text NOT NULL, head bigint NOT NULL, lag_events bigint NOT NULL, lag_ms bigint NOT NULL,
     error text, updated_at timestamptz NOT NULL,
     CONSTRAINT projection_status_pkey PRIMARY KEY (name)
   ) WITH (fillfactor = 10)`,
  `CREATE TABLE projection_rebuilds (
     name text NOT NULL, state text NOT NULL, progress double precision NOT NULL, events bigint NOT NULL,
     events_per_second double precision NOT NULL, eta timestamptz, started_at timestamptz NOT NULL,
     finished_at timestamptz, error text, updated_at timestamptz NOT NULL,
     CONSTRAINT projection_rebuilds_pkey PRIMARY KEY (name)
   ) WITH (fillfactor = 10)`,
  `CREATE TABLE projection_requests (
     id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL, kind text NOT NULL, argument text,
     requested_at timestamptz NOT NULL DEFAULT clock_timestamp(), done_at timestamptz, error text,
     CONSTRAINT projection_requests_pkey PRIMARY KEY (id)
   )`,
];

/** What must outlive a rebuild: leases, requests, and what projections say of themselves. Its own schema, never swapped. */
export class Engine1764000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['projection_leases', 'projection_status', 'projection_rebuilds', 'projection_requests'])
      await runner.query(`DROP TABLE ${table}`);
  }
}
