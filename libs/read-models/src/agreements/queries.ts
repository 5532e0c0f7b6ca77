import type { Instant, Reach, Terms, TermsVersion } from '#judge';
import { instantOf } from '#judge';
import { Keyset, pageOf, type Page, type PageAsked, type Scope, type Sql, Where } from '../queries/index.js';

/** An agreement, without its terms. Instants are milliseconds since 1970. */
export interface AgreementView {
  readonly agreementId: string;
  readonly customer: string;
  readonly name: string;
  readonly kind: 'customer' | 'internal' | 'underpinning';
  /** Of the last recorded terms. */
  readonly timeZone: string;
  readonly revision: number;
  readonly recordedAt: number;
}

export interface AgreementFilters {
  readonly agreementId?: string;
  readonly customer?: string;
  readonly kind?: AgreementView['kind'];
}

interface AgreementRow {
  agreement_id: string;
  customer: string;
  name: string;
  kind: AgreementView['kind'];
  time_zone: string;
  revision: number;
  recorded_at: Date;
}

export const agreementOrder = new Keyset([{ expression: 'agreement_id', type: 'text' }]);

/** Agreements by id, in byte order. */
export async function listAgreements(
  sql: Sql,
  scope: Scope,
  filters: AgreementFilters,
  asked: PageAsked,
): Promise<Page<AgreementView>> {
  const where = new Where()
    .scope(scope)
    .equals('agreement_id', filters.agreementId)
    .equals('customer', filters.customer)
    .equals('kind', filters.kind);
  agreementOrder.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<AgreementRow>(
    `SELECT agreement_id, customer, name, kind, time_zone, revision, recorded_at FROM agreements
      WHERE ${where.text} ${agreementOrder.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(viewAgreement), asked.limit, ({ agreementId }) => [agreementId]);
}

/** Undefined where there is none that this reader may see. */
export async function readAgreement(sql: Sql, scope: Scope, agreementId: string): Promise<AgreementView | undefined> {
  const { rows } = await listAgreements(sql, scope, { agreementId }, { after: null, limit: 1 });
  return rows[0];
}

const viewAgreement = (row: AgreementRow): AgreementView => ({
  agreementId: row.agreement_id,
  customer: row.customer,
  name: row.name,
  kind: row.kind,
  timeZone: row.time_zone,
  revision: row.revision,
  recordedAt: row.recorded_at.getTime(),
});

/** A recorded version of terms, with both its times. */
export interface TermsVersionView extends Omit<TermsVersion, 'version'> {
  readonly version: number;
  readonly reason: string | null;
  readonly recordedAt: Instant;
}

interface VersionRow {
  version: number;
  effective_from: Date;
  effective_until: Date | null;
  reach: Reach;
  supersedes: boolean;
  reason: string | null;
  terms: Terms;
  position: string;
  recorded_at: Date;
}

export const versionOrder = new Keyset([{ expression: 'version', type: 'bigint' }]);

/** Versions of an agreement that the reader may see, as recorded: a later termination does not show in them. */
export async function listAgreementVersions(
  sql: Sql,
  agreementId: string,
  asked: PageAsked,
): Promise<Page<TermsVersionView>> {
  const where = new Where().equals('agreement_id', agreementId);
  versionOrder.after(where, asked.after);
  const limit = where.parameter(asked.limit + 1);
  const rows = await sql.query<VersionRow>(
    `SELECT version, effective_from, effective_until, reach, supersedes, reason, terms, position, recorded_at
      FROM agreement_versions WHERE ${where.text} ${versionOrder.orderBy} LIMIT ${limit}`,
    where.parameters,
  );
  return pageOf(rows.map(viewVersion), asked.limit, ({ version }) => [version]);
}

const viewVersion = (row: VersionRow): TermsVersionView => ({
  version: row.version,
  effectiveFrom: instantOf(row.effective_from.getTime()),
  effectiveUntil: row.effective_until === null ? null : instantOf(row.effective_until.getTime()),
  reach: row.reach,
  supersedes: row.supersedes,
  reason: row.reason,
  terms: row.terms,
  position: Number(row.position),
  recordedAt: instantOf(row.recorded_at.getTime()),
});

export interface TerminationView {
  readonly effectiveFrom: Instant;
  readonly reason: string;
  readonly position: number;
  readonly recordedAt: Instant;
}

/** Terminations of an agreement, in the order of the log. */
export async function readTerminations(sql: Sql, agreementId: string): Promise<readonly TerminationView[]> {
  const rows = await sql.query<{ at: Date; reason: string; position: string; recorded_at: Date }>(
    `SELECT at, reason, position, recorded_at FROM agreement_terminations WHERE agreement_id = $1 ORDER BY position`,
    [agreementId],
  );
  return rows.map((row) => ({
    effectiveFrom: instantOf(row.at.getTime()),
    reason: row.reason,
    position: Number(row.position),
    recordedAt: instantOf(row.recorded_at.getTime()),
  }));
}

export interface ExclusionView {
  readonly exclusionId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly category: string;
  readonly reason: string;
}

/** Exclusions of an agreement that are not withdrawn, by their start. */
export async function readExclusions(sql: Sql, agreementId: string): Promise<readonly ExclusionView[]> {
  const rows = await sql.query<{ exclusion_id: string; from_at: Date; to_at: Date; category: string; reason: string }>(
    `SELECT exclusion_id, from_at, to_at, category, reason FROM exclusions
      WHERE agreement_id = $1 AND withdrawn_position IS NULL ORDER BY from_at, exclusion_id`,
    [agreementId],
  );
  return rows.map((row) => ({
    exclusionId: row.exclusion_id,
    from: instantOf(row.from_at.getTime()),
    to: instantOf(row.to_at.getTime()),
    category: row.category,
    reason: row.reason,
  }));
}

/** The last place and the number of the rows of a table that govern an agreement. */
const marks = (name: string, table: string, last: string, count: string, condition: string): string =>
  `LATERAL (SELECT max(${last}) AS last, ${count} AS n FROM ${table} WHERE ${condition}) AS ${name}`;
const OF_ID = 'agreement_id = id';
const MARKS = `SELECT id AS agreement_id,
    concat(greatest(v.last, t.last, e.last, c.last, -1), '/', v.n + t.n + e.n + c.n) AS mark
  FROM unnest($1::text[]) AS id,
    ${marks('v', 'agreement_versions', 'position', 'count(*)', OF_ID)},
    ${marks('t', 'agreement_terminations', 'position', 'count(*)', OF_ID)},
    ${marks('e', 'exclusions', 'greatest(position, withdrawn_position)', 'count(*) + count(withdrawn_position)', OF_ID)},
    ${marks('c', 'calendar_versions', 'position', 'count(*)', 'TRUE')}`;

/**
 * What the rules of agreements stood at last: a text that changes whenever anything does that governs them, a late one
 * of an earlier place in the log included, so that compiled rulebooks can be kept under it. Tables that hold what was
 * known at a position give the mark of that position.
 */
export async function readRulebookMarks(
  sql: Sql,
  agreementIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ agreement_id: string; mark: string }>(MARKS, [[...new Set(agreementIds)]]);
  return new Map(rows.map((row) => [row.agreement_id, row.mark]));
}
