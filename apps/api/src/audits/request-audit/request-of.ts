import { Rejection, type AuditRequest, type Problem } from '#domain';
import { instantToIso, parseInstant } from '#judge';
import type { OverlaidAmendmentBody, OverlaidCalendarBody, OverlaidExclusionBody } from './overlay.dto.js';
import type { RequestAuditBody } from './request-audit.dto.js';

/** What of a request is fixed at acceptance: the head of the log and the server's clock, where it names none. */
export interface Fixed {
  readonly asOf: number;
  readonly now: string;
}

type Agreements = AuditRequest['agreements'];

const agreementsOf = ({ agreementId }: RequestAuditBody): Agreements =>
  agreementId === '*' ? '*' : typeof agreementId === 'string' ? [agreementId] : [...new Set(agreementId)];

const iso = (text: string): string => instantToIso(parseInstant(text));
const isoOrNull = (text: string | null | undefined): string | null => (text == null ? null : iso(text));

/**
 * A request as the log takes it: complete, instants in UTC, `asOf` and `now` fixed.
 * @throws Rejection unprocessable, with all that is wrong: an overlay of no agreement of the audit, or that ends before it begins
 */
export function requestOf(auditId: string, body: RequestAuditBody, { asOf, now }: Fixed): AuditRequest {
  const agreements = agreementsOf(body);
  const problems: Problem[] = [];
  const request: AuditRequest = {
    auditId,
    agreements,
    from: iso(body.from),
    to: iso(body.to),
    asOf: String(asOf),
    now,
    amendments: (body.amendments ?? []).map((one, at) => amendment(one, agreements, `amendments[${at}]`, problems)),
    calendars: (body.calendars ?? []).map((one, at) => calendar(one, `calendars[${at}]`, problems)),
    exclusions: (body.exclusions ?? []).map((one, at) => exclusion(one, agreements, `exclusions[${at}]`, problems)),
    withdraw: body.withdraw ?? [],
  };
  if (problems.length > 0) throw new Rejection('unprocessable', 'the audit cannot be run as it is asked', problems);
  return request;
}

function amendment(body: OverlaidAmendmentBody, agreements: Agreements, path: string, problems: Problem[]) {
  const span = spanOf(body, path, problems);
  const agreementId = ownerOf(body.agreementId, agreements, path, problems);
  return { agreementId, ...span, effectiveFrom: iso(body.effectiveFrom), terms: body.terms };
}

function calendar(body: OverlaidCalendarBody, path: string, problems: Problem[]) {
  return { calendarId: body.calendarId, ...spanOf(body, path, problems), definition: body.definition };
}

function exclusion(body: OverlaidExclusionBody, agreements: Agreements, path: string, problems: Problem[]) {
  const agreementId = ownerOf(body.agreementId, agreements, path, problems);
  const [from, to] = [iso(body.from), iso(body.to)];
  if (to <= from) problems.push({ path: `${path}.to`, message: `must be later than ${from}` });
  return { agreementId, from, to, category: body.category ?? '*' };
}

/** An overlay holds from its `effectiveFrom` on, whatever was recorded later, unless it says otherwise. */
function spanOf(body: OverlaidAmendmentBody | OverlaidCalendarBody, path: string, problems: Problem[]) {
  const { reach, supersedes } = body;
  const [effectiveFrom, effectiveUntil] = [isoOrNull(body.effectiveFrom), isoOrNull(body.effectiveUntil)];
  if (effectiveFrom !== null && effectiveUntil !== null && effectiveUntil <= effectiveFrom) {
    problems.push({ path: `${path}.effectiveUntil`, message: `must be later than ${effectiveFrom}` });
  }
  return { effectiveFrom, effectiveUntil, reach, supersedes: supersedes ?? true };
}

/** The agreement that an overlay is of: one of the audit's; the only one, where it is left out. */
function ownerOf(asked: string | null | undefined, agreements: Agreements, path: string, problems: Problem[]): string {
  const only = agreements !== '*' && agreements.length === 1 ? agreements[0] : undefined;
  const owner = asked ?? only;
  if (owner === undefined) {
    problems.push({ path: `${path}.agreementId`, message: 'is needed: the audit is about several agreements' });
  } else if (agreements !== '*' && !agreements.includes(owner)) {
    problems.push({ path: `${path}.agreementId`, message: `"${owner}" is no agreement of this audit` });
  }
  return owner ?? '';
}
