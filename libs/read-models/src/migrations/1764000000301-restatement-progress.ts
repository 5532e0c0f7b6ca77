import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many cases a restatement has before it; of one that is under way it is not known, and said to be none. */
export class RestatementProgress1764000000301 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projection_restatements ADD COLUMN total bigint NOT NULL DEFAULT 0');
    await runner.query('ALTER TABLE projection_restatements ALTER COLUMN total DROP DEFAULT');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE projection_restatements DROP COLUMN total');
  }
}
