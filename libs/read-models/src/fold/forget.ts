import { agreementsNaming } from '../agreements/load-rulebook.js';
import { AGREEMENT_PREFIX } from '../agreements/apply.js';
import { CALENDAR_PREFIX } from '../calendars/apply.js';
import { TICKET_PREFIX } from '../cases/happening.js';
import { NOTICE_PREFIX } from '../notices/read-notice.js';
import type { Queryable } from '../sql/queryable.js';
import { difference } from './difference.js';
import { loadStandings } from './load.js';
import type { Standing } from './standing.js';
import { writeDifference } from './write.js';

/**
 * Takes all that a stream has brought out of the tables, so that it can be applied anew from its first event.
 * @returns the agreements whose cases may be judged otherwise now
 */
export async function forgetStream(db: Queryable, stream: string): Promise<readonly string[]> {
  await db.query(`DELETE FROM dead_letters WHERE stream = $1`, [stream]);
  if (stream.startsWith(TICKET_PREFIX)) return forgetTicket(db, stream.slice(TICKET_PREFIX.length));
  if (stream.startsWith(AGREEMENT_PREFIX)) return forgetAgreement(db, stream.slice(AGREEMENT_PREFIX.length));
  if (stream.startsWith(CALENDAR_PREFIX)) return forgetCalendar(db, stream.slice(CALENDAR_PREFIX.length));
  if (stream.startsWith(NOTICE_PREFIX))
    await db.query(`DELETE FROM notices WHERE ticket_id = $1`, [stream.slice(NOTICE_PREFIX.length)]);
  return [];
}

async function forgetTicket(db: Queryable, ticketId: string): Promise<readonly string[]> {
  const before = (await loadStandings(db, [ticketId])).get(ticketId);
  if (before === undefined) return [];
  await writeDifference(db, difference([{ before, after: emptied(before), undone: [] }]));
  for (const table of ['undone_breaches', 'cases'])
    await db.query(`DELETE FROM ${table} WHERE ticket_id = $1`, [ticketId]);
  return [];
}

/** A case that counts nowhere. */
const emptied = ({ case: row }: Standing): Standing => ({
  case: { ...row, score: null, ratedOn: null },
  verdicts: [],
  trouble: null,
});

async function forgetAgreement(db: Queryable, agreementId: string): Promise<readonly string[]> {
  for (const table of ['agreements', 'agreement_versions', 'agreement_terminations', 'exclusions'])
    await db.query(`DELETE FROM ${table} WHERE agreement_id = $1`, [agreementId]);
  await forgetPast(db, [agreementId]);
  return [agreementId];
}

async function forgetCalendar(db: Queryable, calendarId: string): Promise<readonly string[]> {
  for (const table of ['calendars', 'calendar_versions'])
    await db.query(`DELETE FROM ${table} WHERE calendar_id = $1`, [calendarId]);
  const agreements = await agreementsNaming(db, calendarId);
  await forgetPast(db, agreements);
  return agreements;
}

/** What was known of the cases of some agreements is told anew when they are judged again. */
async function forgetPast(db: Queryable, agreementIds: readonly string[]): Promise<void> {
  await db.query(`DELETE FROM undone_breaches WHERE agreement_id = ANY($1::text[])`, [agreementIds]);
  await db.query(`UPDATE cases SET known_to = -1 WHERE agreement_id = ANY($1::text[])`, [agreementIds]);
}
