import { createHash } from 'node:crypto';
import type { AuditRequest } from '#domain';
import { instantOf, readCase, type CalendarDefinition, type Fact, type Instant, type Terms } from '#judge';
import type { CaseFact } from '#read-models';
import type { Queryable } from '#read-models';

/** 2015-01-01T00:00Z. */
export const EPOCH = Date.UTC(2015, 0, 1);
const HOUR = 3_600_000;

/** Resolution within so many hours, day and night; a ticket that waits for its customer is paused. */
export const termsWithin = (hours: number | null, calendar = '24x7'): Terms => ({
  pauses: { customer: ['*'] },
  tiers: { gold: [{ metric: 'resolution', within: hours === null ? null : `PT${hours}H`, calendar }] },
});

/** Open from 08:00 to 18:00 UTC, Monday to Friday. */
export const OFFICE: CalendarDefinition = {
  timeZone: 'UTC',
  weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '18:00' }],
};

/** What the log recorded of a case: its facts with their positions. */
export interface SeededCase {
  readonly ticketId: string;
  readonly facts: readonly CaseFact[];
}

/** A number in [0, 1) that follows from a name. */
const chance = (name: string): number => createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;

/** How the i-th ticket goes: hours from its opening, and whether it waits for its customer from the first to the second hour. */
export const courseOf = (index: number) => ({
  paused: chance(`pause${index}`) < 0.5,
  resolvedAfter: chance(`resolve${index}`) < 0.9 ? 2 + Math.floor(chance(`hours${index}`) * 30) : null,
});

/** The i-th of a series of tickets that are opened an hour apart; their ids are in no order. */
export function seededCase(index: number): SeededCase {
  const ticketId = `t${Math.floor(chance(`id${index}`) * 1e9)}-${index}`;
  const opened = EPOCH + index * HOUR;
  const { paused, resolvedAfter } = courseOf(index);
  const facts: object[] = [
    { type: 'opened', at: opened, tier: 'gold', priority: 'high', category: index % 3 === 0 ? 'mail' : 'web' },
  ];
  if (paused)
    facts.push({ type: 'paused', at: opened + HOUR, reason: 'customer' }, { type: 'resumed', at: opened + 2 * HOUR });
  if (resolvedAfter !== null) facts.push({ type: 'resolved', at: opened + resolvedAfter * HOUR });
  const recorded = (fact: object, revision: number) => ({
    ...fact,
    id: `${ticketId}/${revision}`,
    revision,
    position: 1_000 + index * 10 + revision,
    recordedAt: opened,
  });
  return { ticketId, facts: facts.map(recorded) as unknown as CaseFact[] };
}

export const seededCases = (n: number): readonly SeededCase[] =>
  Array.from({ length: n }, (_, index) => seededCase(index));

/** Writes cases as the projection would, at a hand beyond all facts. */
export async function insertCases(db: Queryable, agreementId: string, cases: readonly SeededCase[]): Promise<void> {
  const rows = cases.map(({ ticketId, facts }) => {
    const { ticket } = readCase(facts as readonly Fact[]);
    if (ticket === null) throw new Error(`${ticketId} was never opened`);
    const last = facts[facts.length - 1];
    return { ticketId, facts, ...ticket, revision: last?.revision, position: last?.position };
  });
  await db.query(
    `INSERT INTO cases (ticket_id, agreement_id, customer, tier, priority, category, team, agent, status, opened_at,
       finished_at, revision, position, known_to, facts, ignored, next_change_at, score)
     SELECT r->>'ticketId', $1, 'acme', r->>'tier', r->>'priority', r->>'category', NULL, NULL, r->>'status',
       to_timestamp((r->>'openedAt')::float8 / 1000), to_timestamp((r->>'finishedAt')::float8 / 1000),
       (r->>'revision')::int, (r->>'position')::bigint, (r->>'position')::bigint, r->'facts', '[]', NULL, NULL
     FROM jsonb_array_elements($2::jsonb) AS r`,
    [agreementId, JSON.stringify(rows)],
  );
}

/** An agreement of one version since the beginning of 2014, and the office calendar, recorded at positions 1 and 2. */
export async function insertAgreement(db: Queryable, agreementId: string, terms: Terms): Promise<void> {
  await db.query(
    `INSERT INTO calendar_versions (calendar_id, version, effective_from, effective_until, reach, supersedes, reason,
       definition, position, recorded_at)
     VALUES ('office', 1, NULL, NULL, 'new', false, NULL, $1, 1, now()) ON CONFLICT DO NOTHING`,
    [JSON.stringify(OFFICE)],
  );
  await db.query(
    `INSERT INTO agreement_versions (agreement_id, version, effective_from, effective_until, reach, supersedes, reason,
       terms, calendars, position, recorded_at)
     VALUES ($1, 1, '2014-01-01T00:00:00Z', NULL, 'new', false, NULL, $2, '{office}', 2, now())`,
    [agreementId, JSON.stringify(terms)],
  );
}

/** Says that the read models stand at a position. */
export async function setCheckpoint(db: Queryable, position: number): Promise<void> {
  await db.query(
    `INSERT INTO projection_checkpoints (name, position, hand, events, last_recorded_at, updated_at)
     VALUES ('read-models', $1, now(), 0, NULL, now()) ON CONFLICT (name) DO UPDATE SET position = excluded.position`,
    [position],
  );
}

const iso = (at: Instant): string => new Date(at).toISOString();

/** An audit of `acme` over the year 2015 with nothing laid over; what a test is about is stated on top. */
export const aRequest = (stated: Partial<AuditRequest> = {}): AuditRequest => ({
  auditId: 'a1',
  agreements: ['acme'],
  from: iso(instantOf(EPOCH)),
  to: '2016-01-01T00:00:00.000Z',
  asOf: '1000000',
  now: '2016-01-13T00:00:00.000Z',
  amendments: [],
  calendars: [],
  exclusions: [],
  withdraw: [],
  ...stated,
});

/** New terms for all clocks since the beginning of 2015. */
export const amendedTo = (terms: Terms): AuditRequest['amendments'] => [
  {
    agreementId: 'acme',
    effectiveFrom: iso(instantOf(EPOCH)),
    effectiveUntil: null,
    reach: 'open',
    supersedes: true,
    terms,
  },
];
