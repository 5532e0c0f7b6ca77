import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE projection_outbox (
     id text COLLATE "C" NOT NULL, seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL, stream text COLLATE "C" NOT NULL,
     type text COLLATE "C" NOT NULL, data jsonb NOT NULL, causation text COLLATE "C", sent_at timestamptz,
     CONSTRAINT projection_outbox_pkey PRIMARY KEY (id)
   )`,
  `CREATE INDEX projection_outbox_unsent ON projection_outbox (seq) WHERE sent_at IS NULL`,
];

/** Notices on their way to the log. They outlive a rebuild: what was decided is announced, whatever becomes of the tables. */
export class Outbox1764000000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE projection_outbox');
  }
}
