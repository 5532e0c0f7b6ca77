import type { Row, Table } from './tables.js';

/** What the tables say of the notices in them. */
export interface NoticeCheck {
  readonly faults: readonly string[];
  /**
   * Announced breaches that were none by what the log had when it was read to its end, and that nothing undid: the hand
   * was ahead of the log's reader.
   */
  readonly falseAlarms: number;
}

/**
 * Whether each breach that was announced and that a fact of its ticket undid is taken back.
 * What a version undid is not: its restatement tells it (DESIGN.md, The projection engine must).
 */
export function checkNotices(tables: readonly Table[]): NoticeCheck {
  const rows = (name: string): readonly Row[] => [
    ...(tables.find((table) => table.name === name)?.rows.values() ?? []),
  ];
  const notices = rows('notices');
  const taken = new Set(notices.map((row) => row['retracts']));
  const breaches = notices.filter((row) => row['type'] === 'BreachNoticed');
  const undone = rows('undone_breaches');
  const open = breaches.filter((row) => !taken.has(row['id']));
  const faults = open.flatMap((notice) => {
    const undoing = undone.find((row) => isOf(notice, row) && isOfTicket(row) && isLater(row, notice));
    return undoing === undefined ? [] : [`${name(notice)} was undone by an event of its ticket and not taken back`];
  });
  const breached = rows('verdicts').filter((row) => row['state'] === 'breached');
  const unjudged = new Set(rows('dead_letters').map((row) => String(row['stream'])));
  const falseAlarms = open.filter(
    (notice) =>
      !unjudged.has(`ticket-${String(notice['ticket_id'])}`) &&
      ![...breached, ...undone].some((row) => isOf(notice, row)),
  );
  return { faults, falseAlarms: falseAlarms.length };
}

const isOf = (notice: Row, verdict: Row): boolean =>
  ['ticket_id', 'metric', 'cycle'].every((column) => notice[column] === verdict[column]) &&
  notice['at'] === verdict['breaches_at'];

/** Whether it was a fact of the ticket that undid a breach. */
const isOfTicket = (undoing: Row): boolean => (undoing['because'] as { eventId?: string | null }).eventId != null;

const isLater = (undoing: Row, notice: Row): boolean => Number(undoing['position']) > Number(notice['position']);

const name = (notice: Row): string =>
  `the breach of ${String(notice['metric'])} ${String(notice['cycle'])} of ticket ${String(notice['ticket_id'])}, announced in ${String(notice['id'])},`;
