import { count, percent, table } from '../table.js';
import { type Agreement } from './published.js';

/** A row of `GET /v1/compliance`. */
export interface ComplianceRow {
  readonly category?: string | null;
  readonly month?: string | null;
  readonly met: number;
  readonly breached: number;
  readonly running: number;
  readonly attainment: number | null;
}

/** Categories shown of all. */
const TOP = 10;

const HEADER = ['met', 'breached', 'running', 'attainment'];
const cells = ({ met, breached, running, attainment }: ComplianceRow) => [met, breached, running, percent(attainment)];
const total = ({ met, breached, running }: ComplianceRow): number => met + breached + running;

/** Compliance by category, the largest first, and by month of decision. */
export function complianceLines(
  categories: readonly ComplianceRow[],
  months: readonly ComplianceRow[],
): readonly string[] {
  const top = [...categories].sort((a, b) => total(b) - total(a)).slice(0, TOP);
  return [
    `Compliance by category (${top.length} of ${categories.length}, the largest)`,
    ...table(
      ['category', ...HEADER],
      top.map((row) => [row.category ?? '-', ...cells(row)]),
    ),
    '',
    'Compliance by month in which the verdict fell',
    ...table(
      ['month', ...HEADER],
      months.map((row) => [row.month ?? 'undecided', ...cells(row)]),
    ),
  ];
}

/** How well the verdicts agree with what the city itself published; the import read none of that. */
export function publishedLines(agreement: Agreement): readonly string[] {
  const { withTarget, dueWithin180s, dueShare, closed, sameOutcome, outcomeShare } = agreement;
  return [
    "Compared with the city's own due times and outcomes, which the import does not read",
    `  due within 3 minutes of the published time   ${percent(dueShare, 2)}  (${count(dueWithin180s)} of ${count(withTarget)})`,
    `  same outcome, of those closed                ${percent(outcomeShare, 2)}  (${count(sameOutcome)} of ${count(closed)})`,
  ];
}
