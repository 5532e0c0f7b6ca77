import { DAWN, DAY, fact, history, type Stated } from '../../../../projection/src/testing/history.js';
import { InMemoryEventStore } from '../../../../projection/src/testing/in-memory-event-store.js';

/** How far apart the log takes its events: some tickets are long finished when it hears of others' pasts. */
export const RECORDED_EVERY = 12 * 3_600_000;

/** A log that takes a history of some tickets over weeks, with second thoughts in it. */
export async function slowLog(seed: number, tickets: number): Promise<InMemoryEventStore> {
  let clock = DAWN;
  const log = new InMemoryEventStore(() => (clock += RECORDED_EVERY));
  for (const { stream, event } of secondThoughts(history(seed, tickets))) await log.add(stream, event);
  return log;
}

const RETRACTED = ['TicketResolved', 'TicketPaused', 'ResponseSent'];

/** Some facts are taken back a while after they were stated, and breaches are excused. */
function secondThoughts(stated: readonly Stated[]): readonly Stated[] {
  const told: Stated[] = [];
  const later: { readonly after: number; readonly stated: Stated }[] = [];
  for (const [i, one] of stated.entries()) {
    told.push(one);
    const { type, id } = one.event;
    if (RETRACTED.includes(type)) {
      const retraction = fact(ticketOf(one), 'FactRetracted', DAWN + 25 * DAY, { eventId: id, reason: 'typo' });
      later.push({ after: i + 6, stated: { stream: one.stream, event: retraction } });
    }
    told.push(...later.filter(({ after }) => after === i).map((due) => due.stated));
  }
  const excuse = { metric: 'resolution', cycle: 1, reason: 'storm' };
  const opened = stated.filter(({ event }) => event.type === 'TicketOpened').slice(0, 3);
  const excused = opened.map((one) => fact(ticketOf(one), 'BreachExcused', DAWN + 26 * DAY, excuse));
  return [...told, ...opened.map(({ stream }, i) => ({ stream, event: excused[i]! }))];
}

const ticketOf = ({ stream }: Stated): string => stream.slice('ticket-'.length);
