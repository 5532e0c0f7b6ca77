import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `CREATE TABLE notices (
     id text COLLATE "C" NOT NULL, type text COLLATE "C" NOT NULL, ticket_id text COLLATE "C" NOT NULL,
     agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL,
     cycle integer NOT NULL, at timestamptz NOT NULL, due_at timestamptz, tier text COLLATE "C" NOT NULL,
     priority text COLLATE "C" NOT NULL, category text COLLATE "C", team text COLLATE "C", agent text COLLATE "C",
     terms_version text NOT NULL, retracts text COLLATE "C", state text, because jsonb, revision integer NOT NULL,
     position bigint NOT NULL, recorded_at timestamptz NOT NULL,
     CONSTRAINT notices_pkey PRIMARY KEY (id)
   )`,
  // GET /v1/notices, in the order of the log, by what narrows it most; and the event stream, in its place.
  'CREATE INDEX notices_by_position ON notices (position)',
  'CREATE INDEX notices_by_ticket ON notices (ticket_id, position)',
  'CREATE INDEX notices_by_agreement ON notices (agreement_id, position)',
  'CREATE INDEX notices_by_customer ON notices (customer, position)',
  'CREATE INDEX notices_by_category ON notices (category, position)',
  'CREATE INDEX notices_by_team ON notices (team, position)',
  'CREATE INDEX notices_by_type ON notices (type, position)',
  // from and to.
  'CREATE INDEX notices_by_instant ON notices (at, position)',
];

/** What was announced: warnings, breaches and retractions. */
export class Notices1764000000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of UP) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notices');
  }
}
