import { noticeIdOf, retractionIdOf, streamOf, type NoticeCause, type Noticed } from '#domain';
import { instantToIso, instantOf, type Instant, type Verdict } from '#judge';
import {
  walkKnown,
  type Because,
  type Change,
  type Law,
  type LawOf,
  type Outgoing,
  type RecordedCase,
  type UndoneBreach,
  type VerdictRow,
} from '#read-models';

/**
 * How long before its cause was recorded an instant may lie and still be news, in milliseconds: a fact takes a moment to
 * reach the log.
 */
const GRACE = 60_000;

/**
 * The warnings and breaches that some changes bring. Only news: of instants later than the recording of what set them,
 * less a minute's grace (DESIGN.md, The projection engine must). So an import of what is past announces nothing.
 */
export function newsOf(changes: readonly Change[], lawOf: LawOf, hand: Instant): readonly Outgoing[] {
  return changes.flatMap(({ before, after }) => {
    const old = new Map(before?.verdicts.map((row) => [keyOf(row), row]));
    return after.verdicts.flatMap((row) =>
      reached(row, old.get(keyOf(row)), hand).flatMap((kind) => announce(kind, row, after.case, lawOf)),
    );
  });
}

/**
 * The retractions that would follow from breaches that facts undid, if these were announced; by the id of what they
 * retract. What an amendment undoes is told by its restatement, not ticket by ticket.
 */
export function retractionsOf(changes: readonly Change[]): ReadonlyMap<string, Outgoing> {
  const retractions = new Map<string, Outgoing>();
  for (const { undone, after } of changes) {
    const now = new Map(after.verdicts.map((row) => [keyOf(row), row]));
    for (const breach of undone) {
      const at = breach.breachesAt;
      if (at === null || breach.because.eventId === null) continue;
      const retracts = noticeIdOf('BreachNoticed', breach.ticketId, breach.metric, breach.cycle, iso(at));
      retractions.set(retracts, retraction(breach, retracts, at, now.get(keyOf(breach))?.state ?? null));
    }
  }
  return retractions;
}

type Kind = 'ClockWarned' | 'BreachNoticed';
const INSTANT = { ClockWarned: 'atRiskAt', BreachNoticed: 'breachesAt' } as const;

const keyOf = ({ metric, cycle }: { readonly metric: string; readonly cycle: number }): string => `${metric}\n${cycle}`;
const iso = (at: number): string => instantToIso(instantOf(at));

/** What a clock has come to since it was last looked at, in the order of time: a hand that slept may pass both. */
function reached(row: VerdictRow, was: VerdictRow | undefined, hand: Instant): readonly Kind[] {
  const breached = isBreached(row);
  const kinds: Kind[] = [];
  const atRisk = (row.atRisk || breached) && row.atRiskAt !== null && row.atRiskAt <= hand;
  if (atRisk && !knownRisk(row, was)) kinds.push('ClockWarned');
  if (breached && !(was !== undefined && isBreached(was) && was.breachesAt === row.breachesAt))
    kinds.push('BreachNoticed');
  return kinds;
}

const knownRisk = ({ atRiskAt }: VerdictRow, was: VerdictRow | undefined): boolean =>
  was !== undefined && (was.atRisk || isBreached(was)) && was.atRiskAt === atRiskAt;

const isBreached = ({ state, excused, breachesAt }: VerdictRow): boolean =>
  state === 'breached' && excused === null && breachesAt !== null;

function announce(kind: Kind, row: VerdictRow, recorded: RecordedCase, lawOf: LawOf): readonly Outgoing[] {
  const at = row[INSTANT[kind]];
  const opened = recorded.facts[0];
  // Most of an import ends here, without a look at its past.
  if (at === null || opened === undefined || at <= opened.recordedAt - GRACE) return [];
  const cause = causeOf(kind, row, recorded, lawOf(recorded.agreementId));
  if (cause === null || at <= cause.recordedAt - GRACE) return [];
  const id = noticeIdOf(kind, row.ticketId, row.metric, row.cycle, iso(at));
  return [outgoing(kind, { ...noticed(row, id, at) }, cause.eventId)];
}

/** The event that set the instant of a clock: the first of those after which it was, without a break, what it is. */
function causeOf(kind: Kind, row: VerdictRow, { ticketId, facts }: RecordedCase, law: Law): Because | null {
  let cause: Because | null = null;
  for (const { because, after } of walkKnown(ticketId, facts, law)) {
    const verdict = after().judgement?.verdicts.find((one) => keyOf(one) === keyOf(row));
    if (instantIn(verdict, kind) !== row[INSTANT[kind]]) cause = null;
    else cause ??= because;
  }
  return cause;
}

const instantIn = (verdict: Verdict | undefined, kind: Kind): number | null => verdict?.[INSTANT[kind]] ?? null;

function noticed(row: VerdictRow, noticeId: string, at: number): Noticed {
  const { ticketId, agreementId, customer, metric, cycle, tier, priority, category, team, agent } = row;
  return {
    ...{ noticeId, ticketId, agreementId, customer, metric, cycle, at: iso(at) },
    dueAt: row.dueAt === null ? null : iso(row.dueAt),
    ...{ tier, priority, category, team, agent },
    termsVersion: Number(row.termsVersion),
  };
}

function retraction(breach: UndoneBreach, retracts: string, at: number, state: VerdictRow['state'] | null): Outgoing {
  const { position, recordedAt, stream, type, eventId } = breach.because;
  const because: NoticeCause = { position: String(position), recordedAt: iso(recordedAt), stream, type, eventId };
  const id = retractionIdOf(retracts, because.position);
  return outgoing('BreachRetracted', { ...noticed(breach, id, at), retracts, state, because }, eventId);
}

const outgoing = (type: Outgoing['type'], data: Outgoing['data'], causation: string | null): Outgoing => ({
  id: data.noticeId,
  stream: streamOf.notice(data.ticketId),
  type,
  data,
  causation,
});
