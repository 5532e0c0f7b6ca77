import { AGREEMENT_PREFIX } from '../agreements/apply.js';
import { CALENDAR_PREFIX } from '../calendars/apply.js';
import { queryRows, type Queryable } from '../sql/queryable.js';
import { live } from './tables.js';

/**
 * Copies what governed tickets as it was known at a position, and which events had been given up by then. Calendars
 * are shared: all of them.
 * @param agreementId that agreement alone; undefined: all
 */
export async function copyRules(db: Queryable, position: number, agreementId: string | undefined): Promise<void> {
  const values = agreementId === undefined ? [position] : [position, agreementId];
  const ofAgreement = agreementId === undefined ? '' : 'AND agreement_id = $2';
  const copy = (table: Parameters<typeof live>[0], condition: string, parameters: readonly unknown[]) =>
    db.query(`INSERT INTO ${table} SELECT * FROM ${live(table)} AS t WHERE ${condition}`, [...parameters]);
  for (const table of ['agreement_versions', 'agreement_terminations', 'exclusions'] as const)
    await copy(table, `position <= $1 ${ofAgreement}`, values);
  for (const table of ['calendar_versions', 'discards'] as const) await copy(table, 'position <= $1', [position]);
  // An agreement is known by its first version, a calendar likewise.
  await copy('agreements', 'EXISTS (SELECT 1 FROM agreement_versions v WHERE v.agreement_id = t.agreement_id)', []);
  await copy('calendars', 'EXISTS (SELECT 1 FROM calendar_versions v WHERE v.calendar_id = t.calendar_id)', []);
  await db.query(NOT_YET_WITHDRAWN, [position]);
  await db.query(AGREEMENTS);
  await db.query(CALENDARS);
}

const NOT_YET_WITHDRAWN = `UPDATE exclusions SET withdrawn_position = NULL, withdrawn_recorded_at = NULL
  WHERE withdrawn_position > $1`;

/** The events that are known of each agreement. */
const AGREEMENT_EVENTS = `SELECT agreement_id, position FROM agreement_versions
  UNION ALL SELECT agreement_id, position FROM agreement_terminations
  UNION ALL SELECT agreement_id, position FROM exclusions
  UNION ALL SELECT agreement_id, withdrawn_position FROM exclusions WHERE withdrawn_position IS NOT NULL`;

/**
 * SQL of the revision of the last of `known` events of a stream in which some others were given up: one such event
 * comes before the last known one exactly if no more than `known - 1` events that count come before it.
 */
const revisionAfter = (known: string, stream: string): string => `${known} - 1 + (
  SELECT count(*)::int FROM (
    SELECT revision - (row_number() OVER (ORDER BY revision) - 1) AS counting FROM ${live('discards')}
      WHERE stream = (${stream}) COLLATE "C") AS given_up
  WHERE given_up.counting <= ${known} - 1)`;

const AGREEMENTS = `UPDATE agreements AS t SET
    revision = ${revisionAfter('e.known', `'${AGREEMENT_PREFIX}' || e.agreement_id`)}, position = e.last,
    time_zone = (SELECT coalesce(v.terms->>'timeZone', 'UTC') FROM agreement_versions v
      WHERE v.agreement_id = t.agreement_id ORDER BY v.position DESC LIMIT 1)
  FROM (SELECT agreement_id, count(*)::int AS known, max(position) AS last
    FROM (${AGREEMENT_EVENTS}) AS events GROUP BY agreement_id) AS e
  WHERE e.agreement_id = t.agreement_id`;

const CALENDARS = `UPDATE calendars AS t SET
    revision = ${revisionAfter('e.known', `'${CALENDAR_PREFIX}' || e.calendar_id`)}, position = e.last,
    time_zone = (SELECT v.definition->>'timeZone' FROM calendar_versions v
      WHERE v.calendar_id = t.calendar_id ORDER BY v.position DESC LIMIT 1)
  FROM (SELECT calendar_id, count(*)::int AS known, max(position) AS last
    FROM calendar_versions GROUP BY calendar_id) AS e
  WHERE e.calendar_id = t.calendar_id`;

/** The agreement of a ticket; undefined for an unknown one. */
export async function agreementOf(db: Queryable, ticketId: string): Promise<string | undefined> {
  const [row] = await queryRows<{ id: string }>(
    db,
    `SELECT agreement_id AS id FROM ${live('cases')} WHERE ticket_id = $1`,
    [ticketId],
  );
  return row?.id;
}
