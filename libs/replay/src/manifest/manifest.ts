import { hashOf, type AuditRequest } from '#domain';
import type { Rulebook } from '#judge';
import type { Histories } from '../scope/histories.js';
import { ENGINE } from './engine.js';

/** SHA-256, `sha256:` and hexadecimal, of values in RFC 8785 form. */
type Hash = string;

interface Sides {
  readonly before: Hash;
  readonly after: Hash;
}

/** What governs the tickets of one agreement, before and after. A side without the calendar has null. */
export interface AgreementHashes {
  readonly agreementId: string;
  /** All versions of the terms, with where the log recorded them, and the terminations. */
  readonly terms: Sides;
  readonly exclusions: Sides;
  readonly calendars: readonly {
    readonly calendarId: string;
    readonly before: Hash | null;
    readonly after: Hash | null;
  }[];
}

/**
 * Inputs and result of an audit. It names what was asked (with `asOf` and `now` fixed), what it was judged by, and what
 * came out. It does not prove that the cases are those of the log: that takes a hash over the events in scope, which this
 * format does not hold yet.
 */
export interface Manifest {
  readonly format: 1;
  readonly request: AuditRequest;
  readonly engine: string;
  /** Version of the IANA time-zone data, as `2025c`. */
  readonly timeZoneData: string;
  readonly agreements: readonly AgreementHashes[];
  readonly result: {
    readonly digest: string;
    readonly judged: number;
    readonly changed: number;
    readonly unjudged: number;
  };
}

/** The manifest of a completed audit. */
export function manifestOf(
  request: AuditRequest,
  agreements: readonly AgreementHashes[],
  result: Manifest['result'],
  timeZoneData: string,
): Manifest {
  return { format: 1, request, engine: ENGINE, timeZoneData, agreements, result };
}

const hashed = (value: unknown): Hash => `sha256:${hashOf(value)}`;

/** The hashes of one agreement's histories. */
export function agreementHashes(agreementId: string, { recorded, amended }: Histories): AgreementHashes {
  const ids = [...new Set([...recorded.calendars, ...amended.calendars].map(({ calendarId }) => calendarId))].sort();
  return {
    agreementId,
    terms: { before: termsHash(recorded), after: termsHash(amended) },
    exclusions: { before: hashed(recorded.exclusions), after: hashed(amended.exclusions) },
    calendars: ids.map((calendarId) => ({
      calendarId,
      before: calendarHash(recorded, calendarId),
      after: calendarHash(amended, calendarId),
    })),
  };
}

const termsHash = ({ timeline, terminations = [] }: Rulebook): Hash => hashed({ timeline, terminations });

function calendarHash({ calendars }: Rulebook, calendarId: string): Hash | null {
  const history = calendars.find((calendar) => calendar.calendarId === calendarId);
  return history === undefined ? null : hashed(history.versions);
}
