import {
  calendarsOf,
  readEvent,
  type AgreementAmended,
  type AgreementEvent,
  type AgreementSigned,
  type AgreementTerminated,
  type ExclusionDeclared,
  type ExclusionWithdrawn,
} from '#domain';
import type { RecordedEvent } from '#event-store';
import { parseInstant } from '#judge';
import { UnfitEventError } from '../cases/happening.js';
import { toSql } from '../sql/instants.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import { nextInStream } from '../sql/next-in-stream.js';

export const AGREEMENT_PREFIX = 'agreement-';

interface Statement {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/**
 * Moves the tables of agreements by one event of an agreement's stream.
 * @returns false where the models have the event already
 * @throws UnfitEventError an unknown or malformed event, or one out of the stream's order
 */
export async function applyAgreementEvent(db: Queryable, recorded: RecordedEvent): Promise<boolean> {
  const agreementId = recorded.stream.slice(AGREEMENT_PREFIX.length);
  const known = await queryRows<{ revision: number }>(db, 'SELECT revision FROM agreements WHERE agreement_id = $1', [
    agreementId,
  ]);
  if (!nextInStream(recorded, known[0]?.revision ?? -1)) return false;
  if (known.length === 0 && recorded.type !== 'AgreementSigned')
    throw new UnfitEventError(recorded, 'no agreement is signed before it');
  for (const { sql, values } of statementsFor(recorded, agreementId)) await db.query(sql, [...values]);
  return true;
}

function statementsFor(recorded: RecordedEvent, agreementId: string): readonly Statement[] {
  try {
    const event = readEvent(recorded) as AgreementEvent;
    const place = { agreementId, recorded };
    return [...statementsOf(event, place), moved(event, place)];
  } catch (error) {
    throw new UnfitEventError(recorded, (error as Error).message, { cause: error });
  }
}

interface Place {
  readonly agreementId: string;
  readonly recorded: RecordedEvent;
}

const at = (iso: string): string | null => toSql(parseInstant(iso));
const recordedAt = ({ recorded }: Place): string | null => toSql(recorded.recordedAt);

function statementsOf(event: AgreementEvent, place: Place): readonly Statement[] {
  switch (event.type) {
    case 'AgreementSigned':
      return [agreement(event, place), firstVersion(event, place)];
    case 'AgreementAmended':
      return [laterVersion(event, place)];
    case 'AgreementTerminated':
      return [termination(event, place)];
    case 'ExclusionDeclared':
      return [exclusion(event, place)];
    case 'ExclusionWithdrawn':
      return [withdrawal(event, place)];
    default:
      return notOfAnAgreement(event);
  }
}

function notOfAnAgreement(event: never): never {
  throw new TypeError(`${(event as { type: string }).type} is no event of an agreement`);
}

function agreement({ data }: AgreementSigned, place: Place): Statement {
  const { customer, name, kind, terms } = data;
  return {
    sql: `INSERT INTO agreements (agreement_id, customer, name, kind, time_zone, revision, position, recorded_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [place.agreementId, customer, name, kind, terms.timeZone ?? 'UTC', -1, -1, recordedAt(place)],
  };
}

/** Every event moves its agreement's place in its stream; new terms also its time zone. */
function moved(event: AgreementEvent, { agreementId, recorded }: Place): Statement {
  const zone = 'terms' in event.data ? (event.data.terms.timeZone ?? 'UTC') : null;
  return {
    sql: `UPDATE agreements SET revision = $2, position = $3, time_zone = coalesce($4, time_zone) WHERE agreement_id = $1`,
    values: [agreementId, recorded.revision, recorded.position, zone],
  };
}

const VERSION = `INSERT INTO agreement_versions (agreement_id, version, effective_from, effective_until, reach, supersedes,
  reason, terms, calendars, position, recorded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

function firstVersion({ data: { effectiveFrom, terms } }: AgreementSigned, place: Place): Statement {
  const law = [1, at(effectiveFrom), null, 'new', false, null, JSON.stringify(terms), calendarsOf([terms])];
  return { sql: VERSION, values: [place.agreementId, ...law, place.recorded.position, recordedAt(place)] };
}

function laterVersion({ data }: AgreementAmended, place: Place): Statement {
  const { version, effectiveFrom, effectiveUntil, reach, supersedes, reason, terms } = data;
  const until = effectiveUntil === null ? null : at(effectiveUntil);
  const law = [
    version,
    at(effectiveFrom),
    until,
    reach,
    supersedes,
    reason,
    JSON.stringify(terms),
    calendarsOf([terms]),
  ];
  return { sql: VERSION, values: [place.agreementId, ...law, place.recorded.position, recordedAt(place)] };
}

function termination({ data: { effectiveFrom, reason } }: AgreementTerminated, place: Place): Statement {
  return {
    sql: `INSERT INTO agreement_terminations (agreement_id, position, at, reason, recorded_at) VALUES ($1, $2, $3, $4, $5)`,
    values: [place.agreementId, place.recorded.position, at(effectiveFrom), reason, recordedAt(place)],
  };
}

function exclusion({ data: { exclusionId, from, to, category, reason } }: ExclusionDeclared, place: Place): Statement {
  const window = [exclusionId, at(from), at(to), category, reason];
  return {
    sql: `INSERT INTO exclusions (agreement_id, exclusion_id, from_at, to_at, category, reason, position, recorded_at)
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [place.agreementId, ...window, place.recorded.position, recordedAt(place)],
  };
}

function withdrawal({ data: { exclusionId } }: ExclusionWithdrawn, place: Place): Statement {
  return {
    sql: `UPDATE exclusions SET withdrawn_position = $3, withdrawn_recorded_at = $4
          WHERE agreement_id = $1 AND exclusion_id = $2 AND withdrawn_position IS NULL`,
    values: [place.agreementId, exclusionId, place.recorded.position, recordedAt(place)],
  };
}
