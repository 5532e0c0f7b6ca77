import type { CaseRow, RecordedCase } from './case-row.js';
import type { Happening } from './happening.js';

/** An event does not fit the end of its ticket's stream, as the models have it. */
export class OutOfOrderError extends Error {
  constructor(ticketId: string, why: string) {
    super(`ticket ${ticketId}: ${why}`);
    this.name = 'OutOfOrderError';
  }
}

/**
 * The case after one more event. An event that it has already changes nothing (the same case is answered).
 * @throws OutOfOrderError the first event opens no ticket, or one is missing before this one
 */
export function record(known: CaseRow | RecordedCase | null, happening: Happening): CaseRow | RecordedCase {
  const { ticketId, event, fact, previous } = happening;
  if (known === null) return opening(happening);
  if (fact.revision <= known.revision) return known;
  if (previous > known.revision) {
    throw new OutOfOrderError(
      ticketId,
      `${event.type} is event ${fact.revision}, the last one known is ${known.revision}`,
    );
  }
  const { agreementId, customer, facts } = known;
  const { revision, position } = fact;
  return { ticketId, agreementId, customer, revision, position, facts: [...facts, fact] };
}

function opening({ ticketId, event, fact, previous }: Happening): RecordedCase {
  if (event.type !== 'TicketOpened')
    throw new OutOfOrderError(ticketId, `starts with ${event.type}, not with TicketOpened`);
  if (previous >= 0) throw new OutOfOrderError(ticketId, `the first event known is event ${fact.revision}`);
  const { agreementId, customer } = event.data;
  const { revision, position } = fact;
  return { ticketId, agreementId, customer, revision, position, facts: [fact] };
}
