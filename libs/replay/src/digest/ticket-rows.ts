import { hash } from 'node:crypto';
import type { Verdict } from '#judge';
import type { Pair } from '../difference/difference.js';

/**
 * What an audit's digest says of a verdict, in this order: all that it counts, all that makes it changed, and under which
 * version and calendar. Instants are milliseconds since 1970. Sentences (`why`) are left out: wording is no result.
 */
export const DIGESTED = [
  'metric',
  'cycle',
  'state',
  'dueAt',
  'breachesAt',
  'decidedAt',
  'elapsedMs',
  'targetMs',
  'overrunMs',
  'excused',
  'tier',
  'priority',
  'category',
  'termsVersion',
  'calendar',
] as const satisfies readonly (keyof Verdict)[];

/**
 * The rows of a judged ticket in RFC 8785 form, `["<ticket>", [before, after], ...]` by metric and cycle: a verdict is
 * the list of its DIGESTED fields, null where there is none on that side; a clock that is the same on both sides stands
 * as `[verdict]`. Written out by hand because every ticket of an audit passes here; a test holds it against `canonicalJson`.
 */
export function rowsText(ticketId: string, clocks: readonly Pair[]): string {
  let text = `[${JSON.stringify(ticketId)}`;
  for (const { before, after } of clocks) {
    text += isSame(before, after) ? `,[${verdictText(before)}]` : `,[${verdictText(before)},${verdictText(after)}]`;
  }
  return text + ']';
}

/** What stands for a ticket that could not be judged: the reason in place of its rows. */
export const unjudgedText = (ticketId: string, reason: string): string => JSON.stringify([ticketId, reason]);

/** The 32 bytes of a text's SHA-256. */
export const hashOfText = (text: string): Buffer => hash('sha256', text, 'buffer');

function isSame(before: Verdict | null, after: Verdict | null): boolean {
  if (before === null || after === null) return false;
  for (const field of DIGESTED) if (before[field] !== after[field]) return false;
  return true;
}

function verdictText(v: Verdict | null): string {
  if (v === null) return 'null';
  return (
    `[${quoted(v.metric)},${v.cycle},"${v.state}",${v.dueAt},${v.breachesAt},${v.decidedAt},${v.elapsedMs},` +
    `${v.targetMs},${v.overrunMs},${quoted(v.excused)},${quoted(v.tier)},${quoted(v.priority)},` +
    `${quoted(v.category)},${typeof v.termsVersion === 'number' ? v.termsVersion : quoted(v.termsVersion)},${quoted(v.calendar)}]`
  );
}

/** The same few names come in every verdict. */
const MOST_KEPT = 10_000;
const kept = new Map<string, string>();

function quoted(text: string | null): string {
  if (text === null) return 'null';
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (kept.size >= MOST_KEPT) kept.clear();
  const json = JSON.stringify(text);
  kept.set(text, json);
  return json;
}
