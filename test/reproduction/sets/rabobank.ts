import { type Comparison, lastVerdict, type PublishedSet, textOf } from '../published-set.js';

const FILES = 'incidents4000*.csv.gz';
const HOUR_MS = 3_600_000;
const TOLERANCE_MS = 72_000;

/** Of incidents never reopened: the row does not say when the others were first closed. */
const handleTime: Comparison = {
  name: 'handle_time_hours, elapsed',
  tolerance: '72 s',
  bar: 0.75,
  columns: ['incident_id', 'reopen_time', 'handle_time_hours'],
  withheld: ['handle_time_hours'],
  published(row) {
    const value = textOf(row, 'handle_time_hours');
    if (value === '' || textOf(row, 'reopen_time') !== '') return null;
    const handledMs = Number(value) * HOUR_MS;
    return {
      ticketId: textOf(row, 'incident_id'),
      value,
      agrees(judged) {
        const elapsedMs = lastVerdict(judged, 'resolution')?.elapsedMs ?? Infinity;
        return Math.abs(elapsedMs - handledMs) <= TOLERANCE_MS;
      },
    };
  },
};

/** Incidents of Rabobank's ITIL desk (BPI Challenge 2014). */
export const rabobank: PublishedSet = {
  name: 'rabobank',
  folder: 'bpic14_rabobank',
  ticketColumn: 'incident_id',
  example: 'rabobank',
  imports: [{ mapping: 'mapping.json', files: FILES }],
  agreementId: 'rabobank',
  terms: [{ file: 'terms.json', effectiveFrom: '2012-01-01T00:00:00+01:00' }],
  calendars: [
    {
      calendarId: 'rabobank-desk',
      versions: [{ file: 'calendar.json', effectiveFrom: '2012-01-01T00:00:00+01:00' }],
    },
  ],
  asOf: '2014-05-01T00:00:00+02:00',
  comparisons: [handleTime],
};
