import type { NoticeRow } from '#read-models';
import { isoOf, isoOrNull } from '../queries/answers.js';
import type { NoticeAnswer, NoticeCauseAnswer } from './notice.dto.js';

/** A notice as the list and the event stream answer it, its fields in the order of NOTICE_FIELDS. */
export const noticeAnswer = (row: NoticeRow): NoticeAnswer => ({
  id: row.id,
  type: row.type,
  ticketId: row.ticketId,
  agreementId: row.agreementId,
  customer: row.customer,
  metric: row.metric,
  cycle: row.cycle,
  at: isoOf(row.at),
  dueAt: isoOrNull(row.dueAt),
  tier: row.tier,
  priority: row.priority,
  category: row.category,
  team: row.team,
  agent: row.agent,
  termsVersion: versionOf(row.termsVersion),
  retracts: row.retracts,
  state: row.state,
  because: causeOf(row),
  position: String(row.position),
  recordedAt: isoOf(row.recordedAt),
});

/** Recorded versions are numbered; those of an overlay are named. */
const versionOf = (version: string): number | string => (/^\d+$/.test(version) ? Number(version) : version);

/** The table keeps the fields in an order of its own. */
function causeOf({ because }: NoticeRow): NoticeCauseAnswer | null {
  if (because === null) return null;
  const { position, recordedAt, stream, type, eventId } = because;
  return { position, recordedAt, stream, type, eventId };
}
