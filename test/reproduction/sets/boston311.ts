import { dateReader } from '../../../apps/cli/src/import/mapping/date-format.js';
import { SCENARIO } from '../../../apps/cli/src/demo/scenario.js';
import { type Comparison, lastVerdict, type PublishedSet, textOf } from '../published-set.js';

const FILES = 'tickets*.csv.gz';
const TOLERANCE_MS = 180_000;
const OUTCOMES: Readonly<Record<string, string>> = { ONTIME: 'met', OVERDUE: 'breached' };
const instant = dateReader('MM/dd/yyyy hh:mm:ss a', 'America/New_York');

const due: Comparison = {
  name: 'TARGET_DT, due',
  tolerance: '180 s',
  bar: 0.97,
  columns: ['CASE_ENQUIRY_ID', 'TARGET_DT'],
  withheld: ['TARGET_DT', 'OnTime_Status'],
  published(row) {
    const value = textOf(row, 'TARGET_DT');
    if (value === '') return null;
    const target = instant(value);
    return {
      ticketId: textOf(row, 'CASE_ENQUIRY_ID'),
      value,
      agrees(judged) {
        const dueAt = lastVerdict(judged, 'resolution')?.dueAt ?? Infinity;
        return Math.abs(dueAt - target) <= TOLERANCE_MS;
      },
    };
  },
};

/** Of closed cases with a target: without one the publisher prints ONTIME whatever happens. */
const outcome: Comparison = {
  name: 'OnTime_Status, met',
  tolerance: 'same outcome',
  bar: 0.98,
  columns: ['CASE_ENQUIRY_ID', 'TARGET_DT', 'CLOSED_DT', 'OnTime_Status'],
  withheld: ['TARGET_DT', 'OnTime_Status'],
  published(row) {
    const value = textOf(row, 'OnTime_Status');
    const state = OUTCOMES[value];
    if (state === undefined || textOf(row, 'TARGET_DT') === '' || textOf(row, 'CLOSED_DT') === '') return null;
    const ticketId = textOf(row, 'CASE_ENQUIRY_ID');
    return { ticketId, value, agrees: (judged) => lastVerdict(judged, 'resolution')?.state === state };
  },
};

/** The whole published year, under the agreement of the demo. */
export const boston311: PublishedSet = {
  name: 'boston311',
  folder: 'boston311_2015',
  ticketColumn: 'CASE_ENQUIRY_ID',
  example: 'boston311',
  imports: [{ mapping: 'mapping.json', files: FILES }],
  agreementId: SCENARIO.agreementId,
  terms: [
    { file: 'terms-v1.json', effectiveFrom: SCENARIO.signedFrom },
    { file: 'terms-v2.json', effectiveFrom: SCENARIO.amendedFrom },
  ],
  calendars: [
    {
      calendarId: SCENARIO.calendarId,
      versions: [
        { file: 'calendar-v1.json', effectiveFrom: SCENARIO.signedFrom },
        { file: 'calendar-v2.json', effectiveFrom: SCENARIO.revisedFrom },
      ],
    },
  ],
  asOf: SCENARIO.snapshot,
  comparisons: [due, outcome],
};
