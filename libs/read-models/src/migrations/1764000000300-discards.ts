import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events that operators gave up. */
export class Discards1764000000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE discards (
      stream text COLLATE "C" NOT NULL, revision integer NOT NULL, event_id text COLLATE "C" NOT NULL,
      position bigint NOT NULL,
      CONSTRAINT discards_pkey PRIMARY KEY (stream, revision)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE discards');
  }
}
