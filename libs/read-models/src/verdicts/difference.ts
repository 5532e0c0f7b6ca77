import type { VerdictRow } from './verdict-row.js';

export type VerdictKey = Pick<VerdictRow, 'ticketId' | 'metric' | 'cycle'>;

/** What turns the old rows of one ticket into the new ones. */
export interface VerdictDifference {
  /** Rows that are new or say something new. */
  readonly put: readonly VerdictRow[];
  readonly gone: readonly VerdictKey[];
  /** The old rows of `put` and `gone`: what counters must take back. */
  readonly before: readonly VerdictRow[];
}

const keyOf = ({ metric, cycle }: VerdictRow): string => `${metric}\n${cycle}`;

/** The difference between the verdicts of one ticket before and after. */
export function verdictDifference(before: readonly VerdictRow[], after: readonly VerdictRow[]): VerdictDifference {
  if (before.length === 0) return { put: after, gone: [], before: [] };
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const put: VerdictRow[] = [];
  const moved: VerdictRow[] = [];
  for (const row of after) {
    const was = old.get(keyOf(row));
    old.delete(keyOf(row));
    if (was !== undefined && sameRow(was, row)) continue;
    put.push(row);
    if (was !== undefined) moved.push(was);
  }
  const gone = [...old.values()];
  return { put, gone, before: [...moved, ...gone] };
}

/** Whether two rows say the same in every column. */
function sameRow(a: VerdictRow, b: VerdictRow): boolean {
  for (const key of Object.keys(a) as (keyof VerdictRow)[]) {
    if (!sameValue(a[key], b[key])) return false;
  }
  return true;
}

const sameValue = (a: VerdictRow[keyof VerdictRow], b: VerdictRow[keyof VerdictRow]): boolean =>
  a === b || (isList(a) && isList(b) && a.length === b.length && a.every((one, i) => one === b[i]));

const isList = (value: unknown): value is readonly string[] => Array.isArray(value);
