import type { Key, PageAsked, Scope, Sql, SumsAsked } from '../queries/index.js';
import { type CountedRow, readGroups } from './groups.js';

/** Days that are looked at for a page, one stretch after the other; after the last of them all that are left. */
const STRETCHES = [1, 4, 16, 64, 256];
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * A page of groups of which the first is the day: as many days as the page needs are summed, not all there are. As
 * `readGroups`.
 */
export async function readDayByDay(
  sql: Sql,
  scope: Scope,
  asked: SumsAsked,
  { after, limit }: PageAsked,
): Promise<readonly CountedRow[]> {
  const found: CountedRow[] = [];
  const read = (from: string, to: string | null) =>
    readGroups(sql, scope, asked, { after, limit: limit - found.length }, { from, to });
  let from = after === null ? await firstDay(sql, asked) : dayOf(after);
  for (const days of STRETCHES) {
    const to = laterBy(days, from);
    if (to === null) break;
    found.push(...(await read(from, to)));
    if (found.length > limit) return found;
    from = to;
  }
  return [...found, ...(await read(from, null))];
}

/** No decision of the span is on an earlier one, in whatever time zone. */
async function firstDay(sql: Sql, { decided }: SumsAsked): Promise<string> {
  const [row] = await sql.query<{ day: string | null }>(
    'SELECT min(decided_on)::text AS day FROM compliance_counters',
    [],
  );
  const first = row?.day ?? 'infinity';
  const ofSpan = decided.from === undefined ? first : nameOf(decided.from - 16 * HOUR);
  return first < ofSpan ? ofSpan : first;
}

/** The day that a cursor stands on: `~` where there is none yet. Of one that says something else nothing is left out. */
function dayOf([value]: Key): string {
  if (value === '~') return 'infinity';
  return typeof value === 'string' && laterBy(0, value) === value ? value : '-infinity';
}

const nameOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Null for what is no day, and beyond the days that have a name of ten letters. */
function laterBy(days: number, from: string): string | null {
  const at = Date.parse(`${from}T00:00:00.000Z`) + days * DAY;
  return at < LAST_DAY ? nameOf(at) : null;
}

const LAST_DAY = Date.UTC(9999, 11, 31);
