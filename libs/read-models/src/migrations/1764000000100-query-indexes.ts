import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every list that the API answers has an index in the list's own order, so a page costs its rows and no sort. */
const INDEXES = [
  // GET /v1/tickets by what narrows it most.
  'CREATE INDEX cases_by_customer ON cases (customer, ticket_id)',
  'CREATE INDEX cases_by_status ON cases (status, ticket_id)',
  'CREATE INDEX cases_by_category ON cases (category, ticket_id)',
  'CREATE INDEX cases_by_team ON cases (team, ticket_id)',
  'CREATE INDEX cases_by_opening ON cases (opened_at, ticket_id)',
  // GET /v1/verdicts; without a filter the primary key serves it.
  'CREATE INDEX verdicts_by_agreement ON verdicts (agreement_id, ticket_id, metric, cycle)',
  'CREATE INDEX verdicts_by_customer ON verdicts (customer, ticket_id, metric, cycle)',
  'CREATE INDEX verdicts_by_category ON verdicts (category, ticket_id, metric, cycle)',
  'CREATE INDEX verdicts_by_team ON verdicts (team, ticket_id, metric, cycle)',
  // decidedFrom and decidedTo, and the ends of spans in sums.
  'CREATE INDEX verdicts_by_decision ON verdicts (decided_at, ticket_id, metric, cycle)',
  // GET /v1/clocks.
  `CREATE INDEX verdicts_not_stopped ON verdicts
     ((coalesce(due_at, 'infinity'::timestamptz)), ticket_id, metric, cycle)
     WHERE stopped_at IS NULL AND state <> 'void'`,
  // GET /v1/breaches.
  `CREATE INDEX verdicts_breached ON verdicts (decided_at, ticket_id, metric, cycle) WHERE state = 'breached'`,
  // Sums over a span of days.
  'CREATE INDEX compliance_counters_by_day ON compliance_counters (decided_on)',
  'CREATE INDEX duration_buckets_by_day ON duration_buckets (decided_on)',
  // GET /v1/projections/{name}/dead-letters.
  'CREATE INDEX dead_letters_by_position ON dead_letters (position, id)',
];

export class QueryIndexes1764000000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of INDEXES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of INDEXES) await runner.query(`DROP INDEX ${/INDEX (\w+)/.exec(sql)?.[1]}`);
  }
}
