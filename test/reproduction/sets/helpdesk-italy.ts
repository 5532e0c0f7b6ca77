import { type PublishedSet } from '../published-set.js';

const SIGNED = '2010-01-01T00:00:00+01:00';

/** The help desk of an Italian software company. It publishes no verdicts: ours are counted. */
export const helpdeskItaly: PublishedSet = {
  name: 'helpdesk-italy',
  folder: 'helpdesk_italy',
  ticketColumn: 'case:concept:name',
  example: 'helpdesk-italy',
  imports: [{ mapping: 'mapping.json', files: 'events*.csv.gz' }],
  agreementId: 'helpdesk-italy',
  terms: [{ file: 'terms.json', effectiveFrom: SIGNED }],
  calendars: [{ calendarId: 'helpdesk-italy', versions: [{ file: 'calendar.json', effectiveFrom: SIGNED }] }],
  asOf: '2014-02-01T00:00:00+01:00',
  comparisons: [],
};
