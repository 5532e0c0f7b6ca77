import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The representative of a bucket of durations, in milliseconds: `valueOfBucket` in SQL. */
const GROWTH = '(1.01::float8 / 0.99::float8)';
const VALUE_MS = `CASE bucket WHEN -1 THEN 0 ELSE round(2 * power(${GROWTH}, bucket) / (${GROWTH} + 1)) END::bigint`;

const DIMENSIONS = `agreement_id, customer, metric, tier, priority, nullif(category, '') AS category, nullif(team, '') AS team`;
const month = (day: string): string => `date_trunc('month', ${day}::timestamp)::date AS month`;
const percentile = (p: number): string =>
  `min(duration_ms) FILTER (WHERE up_to >= ceil(stopped * ${p} / 100.0)) AS p${p}_ms`;

const VERDICT = `ticket_id, metric, cycle, agreement_id, customer, tier, priority, category, team, agent, state, started_at,
  measured_from, due_at, breaches_at, at_risk_at, at_risk, stopped_at, decided_at, decided_on, elapsed_ms, overrun_ms,
  target_ms, within, goal, excused, reason, marks, terms_version, calendar, facts`;

const BREACH = `ticket_id, metric, cycle, agreement_id, customer, tier, priority, category, team, agent, due_at, breaches_at,
  decided_at, decided_on, stopped_at, overrun_ms, excused, reason, terms_version, calendar`;

/** In the order of their making; one may stand on those before it. */
const VIEWS: readonly (readonly [string, string])[] = [
  [
    'v_stand',
    `SELECT position, hand, EXISTS (SELECT 1 FROM projection_restatements) AS restating,
       (SELECT count(*) FROM dead_letters) AS dead_letters, events, last_recorded_at
     FROM projection_checkpoints`,
  ],
  [
    'v_agreements',
    `SELECT agreement_id, customer, name, kind, time_zone,
       (SELECT count(*) FROM agreement_versions v WHERE v.agreement_id = a.agreement_id) AS versions,
       (SELECT t.at FROM agreement_terminations t WHERE t.agreement_id = a.agreement_id ORDER BY t.position DESC LIMIT 1)
         AS ends_at,
       recorded_at, revision, position
     FROM agreements a`,
  ],
  [
    'v_agreement_versions',
    `SELECT agreement_id, version, effective_from, effective_until, reach, supersedes, reason, terms, recorded_at, position
     FROM agreement_versions`,
  ],
  [
    'v_tickets',
    `SELECT ticket_id, agreement_id, customer, tier, priority, category, team, agent, status, opened_at, finished_at,
       score, rated_on, next_change_at, revision, position
     FROM cases`,
  ],
  ['v_verdicts', `SELECT ${VERDICT} FROM verdicts`],
  [
    'v_breaches',
    `SELECT ${BREACH}, NULL::timestamptz AS undone_at, NULL::bigint AS undone_position, NULL::text AS undone_by
     FROM verdicts WHERE state = 'breached'
     UNION ALL SELECT ${BREACH}, recorded_at, position, because ->> 'type' FROM undone_breaches`,
  ],
  [
    'v_compliance',
    `SELECT ${DIMENSIONS}, nullif(goal, -1) AS goal, CASE WHEN isfinite(decided_on) THEN decided_on END AS decided_on,
       CASE WHEN isfinite(decided_on) THEN date_trunc('month', decided_on::timestamp)::date END AS month,
       met, breached, excused, void, running, paused, at_risk
     FROM compliance_counters`,
  ],
  [
    'v_durations',
    `SELECT ${DIMENSIONS}, decided_on, ${month('decided_on')}, ${VALUE_MS} AS duration_ms, n, sum_ms
     FROM duration_buckets`,
  ],
  [
    'v_tier_metrics',
    `WITH counted AS (
       SELECT agreement_id, customer, metric, tier, month, sum(met)::bigint AS met, sum(breached)::bigint AS breached,
         sum(excused)::bigint AS excused, sum(void)::bigint AS void
       FROM v_compliance WHERE decided_on IS NOT NULL GROUP BY 1, 2, 3, 4, 5
     ), buckets AS (
       SELECT agreement_id, customer, metric, tier, month, duration_ms, sum(n) AS n, sum(sum_ms) AS sum_ms
       FROM v_durations GROUP BY 1, 2, 3, 4, 5, 6
     ), ranked AS (
       SELECT *, sum(n) OVER (PARTITION BY agreement_id, customer, metric, tier, month) AS stopped,
         sum(n) OVER (PARTITION BY agreement_id, customer, metric, tier, month ORDER BY duration_ms) AS up_to
       FROM buckets
     ), timed AS (
       SELECT agreement_id, customer, metric, tier, month, sum(n)::bigint AS stopped,
         round(sum(sum_ms) / sum(n))::bigint AS mean_ms,
         ${[50, 90, 95, 99].map(percentile).join(', ')}
       FROM ranked GROUP BY 1, 2, 3, 4, 5
     )
     SELECT agreement_id, customer, metric, tier, month, met, breached, excused, void,
       met::float8 / nullif(met + breached, 0) AS attainment,
       met::float8 / nullif(met + breached - excused, 0) AS attainment_excused,
       coalesce(stopped, 0) AS stopped, mean_ms, p50_ms, p90_ms, p95_ms, p99_ms
     FROM counted LEFT JOIN timed USING (agreement_id, customer, metric, tier, month)`,
  ],
  [
    'v_ratings',
    `SELECT agreement_id, customer, tier, priority, nullif(category, '') AS category, nullif(team, '') AS team, rated_on,
       ${month('rated_on')}, n, sum AS stars
     FROM rating_counters`,
  ],
  [
    'v_notices',
    `SELECT id, type, ticket_id, agreement_id, customer, metric, cycle, at, due_at, tier, priority, category, team, agent,
       terms_version, retracts, state, because, recorded_at, position
     FROM notices`,
  ],
];

/**
 * What analysts read (docs/read-models.md). In the schema that a rebuild makes anew, so that a swap takes the views along
 * with their tables.
 */
export class Views1764000000310 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, sql] of VIEWS) await runner.query(`CREATE VIEW ${name} AS ${sql}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of [...VIEWS].reverse()) await runner.query(`DROP VIEW ${name}`);
  }
}
