import { lastVerdict, type PublishedSet, textOf } from '../published-set.js';

const FILES = 'events*.csv.gz';
const STATES: Readonly<Record<string, string>> = { true: 'met', false: 'breached' };
const SIGNED = '2016-01-01T00:00:00Z';

/** Incidents of an IT company: `made_sla` is settled when an incident is closed, and compared on its last row. */
export const uciIncidents: PublishedSet = {
  name: 'uci-incidents',
  folder: 'uci_incident_log',
  ticketColumn: 'number',
  example: 'uci-incidents',
  imports: [{ mapping: 'mapping.json', files: FILES }],
  agreementId: 'uci-incidents',
  terms: [{ file: 'terms.json', effectiveFrom: SIGNED }],
  calendars: [{ calendarId: 'uci-desk', versions: [{ file: 'calendar.json', effectiveFrom: SIGNED }] }],
  asOf: '2017-12-31T00:00:00Z',
  comparisons: [
    {
      name: 'made_sla, met',
      tolerance: 'same outcome',
      bar: 0.998,
      columns: ['number', 'incident_state', 'made_sla'],
      withheld: ['made_sla', 'closed_at', 'resolved_at'],
      published(row) {
        const value = textOf(row, 'made_sla');
        const state = STATES[value];
        if (state === undefined || textOf(row, 'incident_state') !== 'Closed') return null;
        return {
          ticketId: textOf(row, 'number'),
          value,
          agrees: (judged) => lastVerdict(judged, 'resolution')?.state === state,
        };
      },
    },
  ],
};
