import type { Sql } from '../queries/index.js';

/** Where the models stand (spec/http.md, Queries): every answer says it. */
export interface Stand {
  /** Of the last event of the log in the models; -1: none. */
  readonly position: number;
  /** The instant up to which due times have been applied, in milliseconds since 1970. */
  readonly hand: number;
  /** Whether cases are still being judged again after a retroactive version. */
  readonly restating: boolean;
  readonly deadLetters: number;
}

interface StandRow {
  position: string;
  hand: Date;
  restating: boolean;
  dead_letters: string;
}

const STAND = `SELECT position, hand, EXISTS (SELECT 1 FROM projection_restatements) AS restating,
    (SELECT count(*) FROM dead_letters) AS dead_letters
  FROM projection_checkpoints ORDER BY name LIMIT 1`;

/** Models that have never run stand before the first event, at the beginning of time. */
export async function readStand(sql: Sql): Promise<Stand> {
  const [row] = await sql.query<StandRow>(STAND, []);
  if (row === undefined) return { position: -1, hand: 0, restating: false, deadLetters: 0 };
  return {
    position: Number(row.position),
    hand: row.hand.getTime(),
    restating: row.restating,
    deadLetters: Number(row.dead_letters),
  };
}

/** The position alone, for those who wait for it. */
export async function readPosition(sql: Sql): Promise<number> {
  const [row] = await sql.query<{ position: string }>(
    'SELECT position FROM projection_checkpoints ORDER BY name LIMIT 1',
    [],
  );
  return row === undefined ? -1 : Number(row.position);
}

/** Cases of an agreement that are being judged again after a retroactive version. */
export interface RestatementView {
  readonly agreementId: string;
  /** Of the event that asks for it. */
  readonly position: string;
  /** Judged again so far. */
  readonly cases: number;
  /** How many the agreement had when it began. */
  readonly of: number;
}

export interface ProjectionView {
  readonly name: string;
  readonly position: number;
  readonly head: number;
  readonly hand: number;
  readonly lag: { readonly events: number; readonly ms: number };
  readonly state: string;
  /** The one under way, or the last one if it failed. */
  readonly rebuild: {
    readonly state: string;
    readonly progress: number;
    readonly eventsPerSecond: number;
    readonly eta: number | null;
    readonly startedAt: number;
    readonly error: string | null;
  } | null;
  /** The oldest of those under way, `MOST_RESTATEMENTS` at most. */
  readonly restatements: readonly RestatementView[];
  readonly deadLetters: number;
}

/** A revised calendar may touch the agreements of a whole house. */
const MOST_RESTATEMENTS = 100;

/** Milliseconds after which a projector that says nothing of itself counts as stopped: it says something each second. */
const SILENCE_MS = 15_000;

interface ProjectionRow {
  name: string;
  position: string;
  head: string;
  hand: Date;
  lag_events: string;
  lag_ms: string;
  state: string;
  rebuild: string | null;
  progress: number | null;
  events_per_second: number | null;
  eta: Date | null;
  started_at: Date | null;
  error: string | null;
  restatements: readonly RestatementView[];
  dead_letters: string;
}

const RESTATEMENTS = `SELECT coalesce(json_agg(json_build_object('agreementId', agreement_id, 'position', position::text,
    'cases', cases, 'of', greatest(total, cases))), '[]')
  FROM (SELECT * FROM projection_restatements ORDER BY position, agreement_id LIMIT ${MOST_RESTATEMENTS}) AS r`;

/** Of a silent projector its age counts as lag; of one that speaks its own word. */
const PROJECTIONS = `SELECT c.name, c.position, coalesce(s.head, c.position) AS head, c.hand,
    coalesce(s.lag_events, 0) AS lag_events,
    coalesce(s.lag_ms + CASE WHEN s.silent_ms > ${SILENCE_MS} THEN s.silent_ms ELSE 0 END, 0) AS lag_ms,
    coalesce(CASE WHEN s.silent_ms > ${SILENCE_MS} THEN 'stopped' ELSE s.state END, 'starting') AS state,
    r.state AS rebuild, r.progress, r.events_per_second, r.eta, r.started_at, r.error,
    (${RESTATEMENTS}) AS restatements, (SELECT count(*) FROM dead_letters) AS dead_letters
  FROM projection_checkpoints c
    LEFT JOIN (SELECT *, (extract(epoch FROM clock_timestamp() - updated_at) * 1000)::bigint AS silent_ms
      FROM projection_status) s USING (name)
    LEFT JOIN projection_rebuilds r ON r.name = c.name AND r.state <> 'done'
  ORDER BY c.name`;

/** What each projection last said of itself; about a second old. */
export async function readProjections(sql: Sql): Promise<readonly ProjectionView[]> {
  return (await sql.query<ProjectionRow>(PROJECTIONS, [])).map(viewProjection);
}

function viewProjection(row: ProjectionRow): ProjectionView {
  return {
    name: row.name,
    position: Number(row.position),
    head: Math.max(Number(row.head), Number(row.position)),
    hand: row.hand.getTime(),
    lag: { events: Number(row.lag_events), ms: Number(row.lag_ms) },
    state: row.state,
    rebuild:
      row.rebuild === null
        ? null
        : {
            state: row.rebuild,
            progress: row.progress ?? 0,
            eventsPerSecond: row.events_per_second ?? 0,
            eta: row.eta?.getTime() ?? null,
            startedAt: row.started_at?.getTime() ?? 0,
            error: row.error,
          },
    restatements: row.restatements,
    deadLetters: Number(row.dead_letters),
  };
}

/**
 * How old the models are, in milliseconds, a projector that has stopped saying anything included; null where none has
 * ever said anything.
 */
export async function readFreshness(sql: Sql): Promise<number | null> {
  const [row] = await sql.query<{ lag: string }>(
    `SELECT (lag_ms + greatest(0, extract(epoch FROM clock_timestamp() - updated_at) * 1000))::bigint AS lag
      FROM projection_status ORDER BY name LIMIT 1`,
    [],
  );
  return row === undefined ? null : Number(row.lag);
}
