/**
 * The streams that the engine follows: every aggregate of the design, also those that fill no table, so that the
 * checkpoint passes them and whoever waits for a position does not wait for ever.
 */
export const FOLLOWED = [
  'ticket-',
  'agreement-',
  'calendar-',
  'service-',
  'notice-',
  'dead-letter-',
  'audit-',
  'restatement-',
  'statement-',
] as const;
