import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every table that counts verdicts is keyed by. */
const DIMENSIONS = ['agreement_id', 'customer', 'metric', 'tier', 'priority', 'category', 'team'];
const dimensions = (names: readonly string[]): string =>
  names.map((name) => `${name} text COLLATE "C" NOT NULL`).join(', ');

const TABLES = [
  `CREATE TABLE cases (
     ticket_id text COLLATE "C" NOT NULL, agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL,
     tier text COLLATE "C" NOT NULL, priority text COLLATE "C" NOT NULL, category text COLLATE "C",
     team text COLLATE "C", agent text COLLATE "C", status text COLLATE "C" NOT NULL,
     opened_at timestamptz NOT NULL, finished_at timestamptz, revision integer NOT NULL, position bigint NOT NULL,
     facts jsonb NOT NULL, ignored jsonb NOT NULL, next_change_at timestamptz, score smallint, rated_on date,
     CONSTRAINT cases_pkey PRIMARY KEY (ticket_id)
   ) WITH (fillfactor = 80)`,
  `CREATE INDEX cases_by_agreement ON cases (agreement_id, ticket_id)`,
  `CREATE INDEX cases_by_next_change ON cases (next_change_at, ticket_id) WHERE next_change_at IS NOT NULL`,
  `CREATE TABLE verdicts (
     ticket_id text COLLATE "C" NOT NULL, metric text COLLATE "C" NOT NULL, cycle integer NOT NULL,
     agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL, tier text COLLATE "C" NOT NULL,
     priority text COLLATE "C" NOT NULL, category text COLLATE "C", team text COLLATE "C", agent text COLLATE "C",
     state text COLLATE "C" NOT NULL, started_at timestamptz NOT NULL, measured_from timestamptz NOT NULL,
     due_at timestamptz, breaches_at timestamptz, stopped_at timestamptz, decided_at timestamptz, decided_on date,
     elapsed_ms bigint, overrun_ms bigint, target_ms bigint, within text, at_risk_at timestamptz,
     at_risk boolean NOT NULL, excused text, marks text[] NOT NULL, reason text, terms_version text NOT NULL,
     calendar text, goal double precision, facts text[] NOT NULL,
     CONSTRAINT verdicts_pkey PRIMARY KEY (ticket_id, metric, cycle)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE compliance_counters (
     ${dimensions(DIMENSIONS)}, goal double precision NOT NULL, decided_on date NOT NULL,
     met bigint NOT NULL, breached bigint NOT NULL, excused bigint NOT NULL, void bigint NOT NULL,
     running bigint NOT NULL, paused bigint NOT NULL, at_risk bigint NOT NULL,
     CONSTRAINT compliance_counters_pkey PRIMARY KEY (${DIMENSIONS.join(', ')}, goal, decided_on)
   ) WITH (fillfactor = 60)`,
  `CREATE TABLE duration_buckets (
     ${dimensions(DIMENSIONS)}, decided_on date NOT NULL, bucket integer NOT NULL,
     n bigint NOT NULL, sum_ms numeric NOT NULL,
     CONSTRAINT duration_buckets_pkey PRIMARY KEY (${DIMENSIONS.join(', ')}, decided_on, bucket)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE rating_counters (
     ${dimensions(DIMENSIONS.filter((name) => name !== 'metric'))}, rated_on date NOT NULL,
     n bigint NOT NULL, sum bigint NOT NULL,
     CONSTRAINT rating_counters_pkey PRIMARY KEY (agreement_id, customer, tier, priority, category, team, rated_on)
   ) WITH (fillfactor = 80)`,
  `CREATE TABLE agreements (
     agreement_id text COLLATE "C" NOT NULL, customer text COLLATE "C" NOT NULL, name text NOT NULL, kind text NOT NULL,
     time_zone text NOT NULL, revision integer NOT NULL, position bigint NOT NULL, recorded_at timestamptz NOT NULL,
     CONSTRAINT agreements_pkey PRIMARY KEY (agreement_id)
   )`,
  `CREATE TABLE agreement_versions (
     agreement_id text COLLATE "C" NOT NULL, version integer NOT NULL, effective_from timestamptz NOT NULL,
     effective_until timestamptz, reach text NOT NULL, supersedes boolean NOT NULL, reason text, terms jsonb NOT NULL,
     calendars text[] COLLATE "C" NOT NULL, position bigint NOT NULL, recorded_at timestamptz NOT NULL,
     CONSTRAINT agreement_versions_pkey PRIMARY KEY (agreement_id, version)
   )`,
  `CREATE INDEX agreement_versions_by_calendar ON agreement_versions USING gin (calendars)`,
  `CREATE TABLE agreement_terminations (
     agreement_id text COLLATE "C" NOT NULL, position bigint NOT NULL, at timestamptz NOT NULL, reason text NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT agreement_terminations_pkey PRIMARY KEY (agreement_id, position)
   )`,
  `CREATE TABLE exclusions (
     agreement_id text COLLATE "C" NOT NULL, exclusion_id text COLLATE "C" NOT NULL, from_at timestamptz NOT NULL,
     to_at timestamptz NOT NULL, category text NOT NULL, reason text NOT NULL, position bigint NOT NULL,
     recorded_at timestamptz NOT NULL, withdrawn_position bigint, withdrawn_recorded_at timestamptz,
     CONSTRAINT exclusions_pkey PRIMARY KEY (agreement_id, exclusion_id)
   )`,
  `CREATE TABLE calendars (
     calendar_id text COLLATE "C" NOT NULL, time_zone text NOT NULL, revision integer NOT NULL,
     position bigint NOT NULL, recorded_at timestamptz NOT NULL,
     CONSTRAINT calendars_pkey PRIMARY KEY (calendar_id)
   )`,
  `CREATE TABLE calendar_versions (
     calendar_id text COLLATE "C" NOT NULL, version integer NOT NULL, effective_from timestamptz,
     effective_until timestamptz, reach text NOT NULL, supersedes boolean NOT NULL, reason text,
     definition jsonb NOT NULL, position bigint NOT NULL, recorded_at timestamptz NOT NULL,
     CONSTRAINT calendar_versions_pkey PRIMARY KEY (calendar_id, version)
   )`,
  `CREATE TABLE projection_checkpoints (
     name text NOT NULL, position bigint NOT NULL, hand timestamptz NOT NULL, events bigint NOT NULL,
     last_recorded_at timestamptz, updated_at timestamptz NOT NULL,
     CONSTRAINT projection_checkpoints_pkey PRIMARY KEY (name)
   ) WITH (fillfactor = 10)`,
  `CREATE TABLE projection_restatements (
     position bigint NOT NULL, agreement_id text COLLATE "C" NOT NULL, cursor text COLLATE "C" NOT NULL,
     cases bigint NOT NULL,
     CONSTRAINT projection_restatements_pkey PRIMARY KEY (position, agreement_id)
   )`,
  `CREATE TABLE dead_letters (
     id text COLLATE "C" NOT NULL, kind text NOT NULL, stream text COLLATE "C" NOT NULL, revision integer NOT NULL,
     position bigint NOT NULL, type text NOT NULL, reason text NOT NULL, waiting_to integer NOT NULL,
     recorded_at timestamptz NOT NULL,
     CONSTRAINT dead_letters_pkey PRIMARY KEY (id)
   )`,
  `CREATE INDEX dead_letters_by_stream ON dead_letters (stream)`,
];

/** Every table that a rebuild makes anew: it runs in whatever schema comes first on the search path. */
export class ReadModels1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of TABLES) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'cases',
      'verdicts',
      'compliance_counters',
      'duration_buckets',
      'rating_counters',
      'agreements',
      'agreement_versions',
      'agreement_terminations',
      'exclusions',
      'calendars',
      'calendar_versions',
      'projection_checkpoints',
      'projection_restatements',
      'dead_letters',
    ])
      await runner.query(`DROP TABLE ${table}`);
  }
}
