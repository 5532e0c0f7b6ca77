import { hash } from 'node:crypto';
import type { Verdict } from '#judge';
import type { Pair } from '../difference/difference.js';

/**
 * What an audit's digest says of a verdict: all that it counts and all that makes it changed, under which version and
 * calendar. Instants are milliseconds since 1970. Sentences (`why`) are left out: wording is no result.
 * In the order of RFC 8785, which `rowsText` relies on.
 */
export const DIGESTED = [
  'breachesAt',
  'calendar',
  'category',
  'cycle',
  'decidedAt',
  'dueAt',
  'elapsedMs',
  'excused',
  'metric',
  'overrunMs',
  'priority',
  'state',
  'targetMs',
  'termsVersion',
  'tier',
] as const satisfies readonly (keyof Verdict)[];

/**
 * The rows of a judged ticket in RFC 8785 form: `{"rows":[{"after":...,"before":...}],"ticketId":"..."}`, by metric and
 * cycle. Written out by hand because every ticket of an audit passes here; a test holds it against `canonicalJson`.
 */
export function rowsText(ticketId: string, clocks: readonly Pair[]): string {
  const rows = clocks.map(({ before, after }) => `{"after":${verdictText(after)},"before":${verdictText(before)}}`);
  return `{"rows":[${rows.join(',')}],"ticketId":${JSON.stringify(ticketId)}}`;
}

/** What stands for a ticket that could not be judged. */
export const unjudgedText = (ticketId: string, reason: string): string =>
  `{"ticketId":${JSON.stringify(ticketId)},"unjudged":${JSON.stringify(reason)}}`;

/** The 32 bytes of a text's SHA-256. */
export const hashOfText = (text: string): Buffer => hash('sha256', text, 'buffer');

function verdictText(v: Verdict | null): string {
  if (v === null) return 'null';
  return (
    `{"breachesAt":${v.breachesAt},"calendar":${quoted(v.calendar)},"category":${quoted(v.category)},"cycle":${v.cycle},` +
    `"decidedAt":${v.decidedAt},"dueAt":${v.dueAt},"elapsedMs":${v.elapsedMs},"excused":${quoted(v.excused)},` +
    `"metric":${quoted(v.metric)},"overrunMs":${v.overrunMs},"priority":${quoted(v.priority)},"state":"${v.state}",` +
    `"targetMs":${v.targetMs},"termsVersion":${JSON.stringify(v.termsVersion)},"tier":${quoted(v.tier)}}`
  );
}

const quoted = (text: string | null): string => (text === null ? 'null' : JSON.stringify(text));
