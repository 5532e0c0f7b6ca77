import { dateReader } from '../../../apps/cli/src/import/mapping/date-format.js';
import { type Comparison, lastVerdict, type PublishedSet, textOf } from '../published-set.js';

const FILES = 'tickets*.csv.gz';
/** Times are printed to the second, and due at once is due after a millisecond (examples/baltimore311/README.md). */
const TOLERANCE_MS = 999;
const instant = dateReader('MM/dd/yyyy hh:mm:ss a', 'America/New_York');

const due: Comparison = {
  name: 'DueDate, due',
  tolerance: 'the same second',
  bar: 0.99,
  columns: ['SRRecordID', 'DueDate'],
  withheld: ['DueDate', 'SRStatus', 'StatusDate'],
  published(row) {
    const value = textOf(row, 'DueDate');
    if (value === '') return null;
    const target = instant(value);
    return {
      ticketId: textOf(row, 'SRRecordID'),
      value,
      agrees(judged) {
        const dueAt = lastVerdict(judged, 'resolution')?.dueAt ?? Infinity;
        return Math.abs(dueAt - target) <= TOLERANCE_MS;
      },
    };
  },
};

/** A case without a DueDate has no target, so no clock. */
const noDue: Comparison = {
  name: 'no DueDate, no clock',
  tolerance: 'none',
  bar: 0.99,
  columns: ['SRRecordID', 'DueDate'],
  withheld: ['DueDate'],
  published(row) {
    if (textOf(row, 'DueDate') !== '') return null;
    return {
      ticketId: textOf(row, 'SRRecordID'),
      value: 'no DueDate',
      agrees: ({ verdicts }) => verdicts.length === 0,
    };
  },
};

/** Cases of the City of Baltimore's 311 service. */
export const baltimore311: PublishedSet = {
  name: 'baltimore311',
  folder: 'baltimore311_sample',
  ticketColumn: 'SRRecordID',
  example: 'baltimore311',
  imports: [{ mapping: 'mapping.json', files: FILES }],
  agreementId: 'baltimore-311',
  terms: [{ file: 'terms.json', effectiveFrom: '2013-01-01T00:00:00-05:00' }],
  calendars: [],
  asOf: '2019-02-14T00:00:00-05:00',
  comparisons: [due, noDue],
};
