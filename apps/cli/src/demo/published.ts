import { type ApiClient } from '../api-client/api-client.js';
import { dateReader } from '../import/mapping/date-format.js';
import { openInput } from '../import/rows/open-input.js';
import { readRows } from '../import/rows/read-rows.js';
import { isBad } from '../import/rows/row-or-bad.js';
import { SCENARIO } from './scenario.js';

/** How the judge's verdicts agree with what the publisher printed; counted, not sampled. */
export interface Agreement {
  /** Cases with a published due time. */
  readonly withTarget: number;
  /** Of those, how many have a `dueAt` within 180 s of it. */
  readonly dueWithin180s: number;
  readonly dueShare: number | null;
  /** Closed ones of them with a published outcome. */
  readonly closed: number;
  /** Of those, how many have the same outcome. */
  readonly sameOutcome: number;
  readonly outcomeShare: number | null;
}

/** What the publisher printed about one case. The import reads none of it. */
interface Printed {
  readonly target: number;
  /** Null where the case is open or has no printed outcome. */
  readonly outcome: 'met' | 'breached' | null;
}

const TOLERANCE_MS = 180_000;
const COLUMNS = ['CASE_ENQUIRY_ID', 'TARGET_DT', 'CLOSED_DT', 'OnTime_Status'];
const OUTCOMES: Readonly<Record<string, Printed['outcome']>> = { ONTIME: 'met', OVERDUE: 'breached' };

interface VerdictRow {
  readonly ticketId: string;
  readonly metric: string;
  readonly dueAt: string | null;
  readonly state: string;
}

/** Compares each published due time and outcome with the answers of `GET /v1/verdicts`. @param limit rows, as imported */
export async function compareWithPublished(
  api: ApiClient,
  files: readonly string[],
  limit: number,
): Promise<Agreement> {
  const printed = await readPrinted(files, limit);
  const withTarget = printed.size;
  const closed = [...printed.values()].filter(({ outcome }) => outcome !== null).length;
  let dueWithin180s = 0;
  let sameOutcome = 0;
  for await (const { ticketId, metric, dueAt, state } of api.items<VerdictRow>(
    `/v1/verdicts?agreementId=${SCENARIO.agreementId}`,
  )) {
    const found = metric === 'resolution' ? printed.get(ticketId) : undefined;
    if (!found) continue;
    if (dueAt !== null && Math.abs(Date.parse(dueAt) - found.target) <= TOLERANCE_MS) dueWithin180s += 1;
    if (found.outcome !== null && found.outcome === state) sameOutcome += 1;
    // A second cycle of a case would not be a second case.
    printed.delete(ticketId);
  }
  return {
    withTarget,
    dueWithin180s,
    dueShare: share(dueWithin180s, withTarget),
    closed,
    sameOutcome,
    outcomeShare: share(sameOutcome, closed),
  };
}

async function readPrinted(files: readonly string[], limit: number): Promise<Map<string, Printed>> {
  const read = dateReader('MM/dd/yyyy hh:mm:ss a', 'America/New_York');
  const printed = new Map<string, Printed>();
  let rows = 0;
  for (const file of files) {
    for await (const row of readRows(await openInput(file), COLUMNS, ',')) {
      rows += 1;
      if (rows > limit) return printed;
      if (isBad(row)) continue;
      const [id = '', target = '', closedAt = '', status = ''] = COLUMNS.map((column) => row.cell(column)?.trim());
      if (target !== '')
        printed.set(id, { target: read(target), outcome: closedAt === '' ? null : (OUTCOMES[status] ?? null) });
    }
  }
  return printed;
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
