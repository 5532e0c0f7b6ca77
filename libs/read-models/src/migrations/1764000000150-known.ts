import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Up to which event of its own, or of what governs it, a case's row takes account of what was known.
  `ALTER TABLE cases ADD COLUMN known_to bigint NOT NULL DEFAULT -1`,
  `ALTER TABLE cases ALTER COLUMN known_to DROP DEFAULT`,
  `CREATE TABLE undone_breaches (
     ticket_id text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL, cycle integer NOT NULL,
     agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL, tier text COLLATE "C" NOT NULL,
     priority text COLLATE "C" NOT NULL, category text COLLATE "C", team text COLLATE "C", agent text COLLATE "C",
     state text COLLATE "C" NOT NULL, started_at timestamptz NOT NULL, measured_from timestamptz NOT NULL,
     due_at timestamptz, breaches_at timestamptz, stopped_at timestamptz, decided_at timestamptz, decided_on date,
     elapsed_ms bigint, overrun_ms bigint, target_ms bigint, within text, at_risk_at timestamptz,
     at_risk boolean NOT NULL, excused text, marks text[] NOT NULL, reason text, terms_version text NOT NULL,
     calendar text, goal double precision, facts text[] NOT NULL,
     position bigint NOT NULL, recorded_at timestamptz NOT NULL, because jsonb NOT NULL,
     CONSTRAINT undone_breaches_pkey PRIMARY KEY (ticket_id, metric, cycle, position)
   )`,
  // GET /v1/breaches?retracted=true, in the order of the breaches.
  `CREATE INDEX undone_breaches_by_decision ON undone_breaches (decided_at, ticket_id, metric, cycle, position)`,
];

/** What was known before: breaches that later events undid, and how far each case's row has looked. */
export class Known1764000000150 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE undone_breaches');
    await runner.query('ALTER TABLE cases DROP COLUMN known_to');
  }
}
