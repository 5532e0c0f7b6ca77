/** Bytes of an event's data as JSON. */
export const EVENT_BYTES = 500;

/** What is appended: an event of a ticket whose data is `EVENT_BYTES` of JSON. Neither store is told an id: each makes its own. */
export interface BenchEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, string | number>>;
}

/** The n-th event: a few fields as events of tickets have them, then words up to the size. */
export function benchEvent(n: number): BenchEvent {
  const fields = { ticket: `T-${n}`, at: 1_700_000_000_000 + n, priority: 'high', note: '' };
  const missing = EVENT_BYTES - JSON.stringify(fields).length;
  return { type: 'TicketOpened', data: { ...fields, note: 'the printer is on fire '.repeat(30).slice(0, missing) } };
}

export const benchEvents = (count: number): readonly BenchEvent[] =>
  Array.from({ length: count }, (_, n) => benchEvent(n));
