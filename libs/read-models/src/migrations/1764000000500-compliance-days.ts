import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTS = ['met', 'breached', 'excused', 'void', 'running', 'paused', 'at_risk'];

/** Days come first: a span reads its days, and what is new is written side by side. */
const KEY = ['decided_on', 'agreement_id', 'customer', 'metric', 'tier', 'priority', 'goal'];

const UP = [
  `CREATE TABLE compliance_days (
     agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL,
     tier text COLLATE "C" NOT NULL, priority text COLLATE "C" NOT NULL, goal double precision NOT NULL,
     decided_on date NOT NULL,
     ${COUNTS.map((count) => `${count} bigint NOT NULL`).join(', ')},
     CONSTRAINT compliance_days_pkey PRIMARY KEY (${KEY.join(', ')})
   ) WITH (fillfactor = 60)`,
  `INSERT INTO compliance_days (${KEY.join(', ')}, ${COUNTS.join(', ')})
     SELECT ${KEY.join(', ')}, ${COUNTS.map((count) => `sum(${count})`).join(', ')}
     FROM compliance_counters GROUP BY ${KEY.join(', ')}`,
  // Sums by category and by whatever else: a page costs its own categories, as pages of days do by the index of days.
  'CREATE INDEX compliance_counters_by_category ON compliance_counters (category, decided_on)',
];

/** Counters that do not tell categories and teams apart: a tenth of the rows, and most questions ask for no more. */
export class ComplianceDays1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX compliance_counters_by_category');
    await runner.query('DROP TABLE compliance_days');
  }
}
