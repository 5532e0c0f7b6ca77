import {
  calendarsOf,
  Rejection,
  type AgreementState,
  type AuditRequest,
  type CalendarState,
  type Problem,
} from '#domain';
import { checkCalendar, checkTerms, type CalendarDefinition } from '#judge';

/** What the log knows now; a request is held against it as of the request's position. */
export interface Known {
  readonly agreement: (agreementId: string) => Promise<AgreementState>;
  readonly calendar: (calendarId: string) => Promise<CalendarState>;
}

/**
 * Checks a request against the log: its agreements and withdrawn exclusions are known at its position, its terms and
 * calendars make sense, and every calendar that its terms name is recorded or laid over.
 * An audit of `*` finds its agreements and exclusions when it starts.
 * @throws Rejection unprocessable, with all that is wrong
 */
export async function demandKnown(request: AuditRequest, known: Known): Promise<void> {
  const problems = [
    ...(await unknownAgreements(request, known)),
    ...request.calendars.flatMap(({ definition }, at) => checkCalendar(definition, `calendars[${at}].definition`)),
    ...(await wrongTerms(request, known)),
  ];
  if (problems.length > 0) throw new Rejection('unprocessable', 'the audit cannot be run as it is asked', problems);
}

async function unknownAgreements(
  { agreements, asOf, withdraw, amendments }: AuditRequest,
  known: Known,
): Promise<readonly Problem[]> {
  const ids = agreements === '*' ? amendments.map(({ agreementId }) => agreementId) : agreements;
  const states = await Promise.all(ids.map((id) => known.agreement(id)));
  const problems: Problem[] = ids
    .filter((_, at) => !isSignedBy(states[at], Number(asOf)))
    .map((id) => ({ path: 'agreementId', message: `no agreement "${id}" was recorded up to position ${asOf}` }));
  if (agreements === '*') return problems;
  const excluded = new Set(states.flatMap((state) => exclusionsBy(state, Number(asOf))));
  withdraw.forEach((id, at) => {
    if (!excluded.has(id))
      problems.push({ path: `withdraw[${at}]`, message: `no exclusion "${id}" is in force in these agreements` });
  });
  return problems;
}

const isSignedBy = (state: AgreementState | undefined, asOf: number): boolean =>
  state?.kind === 'signed' && state.versions.some(({ position }) => position <= asOf);

const exclusionsBy = (state: AgreementState, asOf: number): readonly string[] =>
  state.kind === 'unsigned'
    ? []
    : state.exclusions
        .filter(({ position, withdrawnAt }) => position <= asOf && (withdrawnAt === null || withdrawnAt > asOf))
        .map(({ exclusionId }) => exclusionId);

/** Shape first: only terms that have one say which calendars they name. */
async function wrongTerms({ amendments, calendars, asOf }: AuditRequest, known: Known): Promise<readonly Problem[]> {
  const anyCalendar: CalendarDefinition = { timeZone: 'UTC', weekly: [] };
  const misshapen = amendments.flatMap(({ terms }, at) =>
    checkTerms(terms, () => anyCalendar, `amendments[${at}].terms`),
  );
  if (misshapen.length > 0) return misshapen;
  const definitions = new Map<string, CalendarDefinition>(
    calendars.map(({ calendarId, definition }) => [calendarId, definition]),
  );
  for (const id of calendarsOf(amendments.map(({ terms }) => terms))) {
    const recorded = (await known.calendar(id)).versions.findLast(({ position }) => position <= Number(asOf));
    if (recorded !== undefined && !definitions.has(id)) definitions.set(id, recorded.definition);
  }
  return amendments.flatMap(({ terms }, at) =>
    checkTerms(terms, (id) => definitions.get(id), `amendments[${at}].terms`),
  );
}
