import { type Row } from '../../apps/cli/src/import/mapping/row-to-commands.js';
import { type Fact, type IgnoredFact, type Verdict } from '#judge';

/** A published set of tickets, and what its publisher says that the judge can be compared with. */
export interface PublishedSet {
  /** Names it on the command line. */
  readonly name: string;
  /** Under the folder of `--data`. */
  readonly folder: string;
  /** The column that names the ticket in all of its files. */
  readonly ticketColumn: string;
  /** Under `examples/`: mappings, terms, calendars. */
  readonly example: string;
  /** In this order, as if `avenant import` ran once for each. */
  readonly imports: readonly ImportSource[];
  readonly agreementId: string;
  /** In the order in which they came; the first is the signing. All have reach `new`. */
  readonly terms: readonly VersionFile[];
  readonly calendars: readonly CalendarFiles[];
  /** The instant at which all cases are judged: ISO 8601, of the publisher's snapshot or later. */
  readonly asOf: string;
  /** None where nothing is published that could be compared: then the verdicts are only counted. */
  readonly comparisons: readonly Comparison[];
}

/** Files of the set's folder, and the mapping (of the example's folder) that reads them. */
export interface ImportSource {
  readonly mapping: string;
  /** A name in which `*` stands for any text. */
  readonly files: string;
}

/** A version of terms or of a calendar: a JSON file of the example's folder. */
export interface VersionFile {
  readonly file: string;
  /** ISO 8601 with an offset. Of a calendar's first version it does not count: that holds from the beginning of time. */
  readonly effectiveFrom: string;
}

export interface CalendarFiles {
  readonly calendarId: string;
  readonly versions: readonly VersionFile[];
}

/** One thing that the publisher prints of each ticket, compared with the verdicts. */
export interface Comparison {
  readonly name: string;
  /** In words: how near is near enough. */
  readonly tolerance: string;
  /** The share, 0 to 1, that must agree. */
  readonly bar: number;
  /** The columns of the imported files that `published` reads. */
  readonly columns: readonly string[];
  /** What is compared with, or gives it away: a mapping that reads one of these is refused. */
  readonly withheld: readonly string[];
  /** What a row prints of its ticket, null for nothing; of several rows of a ticket the last counts. */
  readonly published: (row: Row) => Published | null;
}

export interface Published {
  readonly ticketId: string;
  /** As printed, for people. */
  readonly value: string;
  /** Null: the two cannot be compared, and the ticket does not count. */
  readonly agrees: (judged: JudgedTicket) => boolean | null;
}

/** A ticket after the import, and what the judge says of it. */
export interface JudgedTicket {
  readonly ticketId: string;
  readonly facts: readonly Fact[];
  readonly verdicts: readonly Verdict[];
  readonly ignored: readonly IgnoredFact[];
}

/** The verdict of a metric's last cycle. */
export const lastVerdict = ({ verdicts }: JudgedTicket, metric: string): Verdict | undefined =>
  verdicts.filter((verdict) => verdict.metric === metric).at(-1);

/** A cell without blanks at its ends; empty where there is none. */
export const textOf = (row: Row, column: string): string => (row.cell(column) ?? '').trim();
