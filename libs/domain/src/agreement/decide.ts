import { checkTerms, instantToIso, type CalendarDefinition, type Instant, type Terms } from '#judge';
import { Rejection } from '../rejection.js';
import type {
  AgreementCommand,
  AmendAgreement,
  DeclareExclusion,
  SignAgreement,
  TerminateAgreement,
  WithdrawExclusion,
} from './commands.js';
import type { AgreementEvent } from './events.js';
import type { AgreementState, SignedAgreement } from './state.js';

export interface AgreementContext {
  /** The definition in use of a calendar that is recorded; undefined where there is none. */
  readonly calendar: (calendarId: string) => CalendarDefinition | undefined;
}

/**
 * The events that a command leads to; none where it changes nothing.
 * @throws Rejection missing: no such agreement; conflict: signed already; unprocessable: terms that make no sense
 */
export function decideAgreement(
  command: AgreementCommand,
  state: AgreementState,
  context: AgreementContext,
): readonly AgreementEvent[] {
  if (command.type === 'SignAgreement') return sign(command, state, context);
  if (state.kind === 'unsigned') throw Rejection.missing(`there is no agreement ${command.agreementId}`);
  switch (command.type) {
    case 'AmendAgreement':
      return amend(command, state, context);
    case 'TerminateAgreement':
      return terminate(command, state);
    case 'DeclareExclusion':
      return declare(command, state);
    case 'WithdrawExclusion':
      return withdraw(command, state);
    default:
      return command satisfies never;
  }
}

function sign(command: SignAgreement, state: AgreementState, context: AgreementContext): readonly AgreementEvent[] {
  if (state.kind === 'signed') {
    throw Rejection.conflict(`agreement ${command.agreementId} is signed already`, 'agreementId');
  }
  demandSense(command.terms, context);
  const { agreementId, customer, name, kind, terms } = command;
  const effectiveFrom = instantToIso(command.effectiveFrom);
  return [{ type: 'AgreementSigned', data: { agreementId, customer, name, kind, effectiveFrom, terms } }];
}

function amend(command: AmendAgreement, state: SignedAgreement, context: AgreementContext): readonly AgreementEvent[] {
  demandSense(command.terms, context);
  const until = command.effectiveUntil ?? null;
  demandOrder(command.effectiveFrom, until, 'effectiveUntil');
  const { agreementId, reach, reason, terms } = command;
  return [
    {
      type: 'AgreementAmended',
      data: {
        agreementId,
        version: state.versions.length + 1,
        effectiveFrom: instantToIso(command.effectiveFrom),
        effectiveUntil: until === null ? null : instantToIso(until),
        reach,
        supersedes: supersedesOf(command, state),
        reason,
        terms,
      },
    },
  ];
}

/** Between a version in force and a later one already agreed, only the signer can say which gives way. */
function supersedesOf(command: AmendAgreement, state: SignedAgreement): boolean {
  if (command.supersedes !== undefined) return command.supersedes;
  const later = state.versions.find((version) => (version.effectiveFrom ?? -Infinity) > command.effectiveFrom);
  if (later === undefined) return false;
  throw Rejection.unprocessable(
    'supersedes',
    `is required: version ${later.version} takes effect later, on ${instantToIso(later.effectiveFrom as Instant)}; ` +
      `true replaces it, false lets it follow`,
  );
}

function terminate(command: TerminateAgreement, state: SignedAgreement): readonly AgreementEvent[] {
  const last = state.terminations.at(-1);
  const latest = state.versions.at(-1)?.position ?? 0;
  if (last?.at === command.effectiveFrom && last.position > latest) return [];
  const { agreementId, reason } = command;
  const effectiveFrom = instantToIso(command.effectiveFrom);
  return [{ type: 'AgreementTerminated', data: { agreementId, effectiveFrom, reason } }];
}

function declare(command: DeclareExclusion, state: SignedAgreement): readonly AgreementEvent[] {
  const { agreementId, exclusionId, category = '*', reason } = command;
  if (state.exclusions.some((one) => one.exclusionId === exclusionId)) {
    throw Rejection.conflict(`exclusion ${exclusionId} is declared already`, 'exclusionId');
  }
  demandOrder(command.from, command.to, 'to');
  const span = { from: instantToIso(command.from), to: instantToIso(command.to) };
  return [{ type: 'ExclusionDeclared', data: { agreementId, exclusionId, ...span, category, reason } }];
}

function withdraw(command: WithdrawExclusion, state: SignedAgreement): readonly AgreementEvent[] {
  const { agreementId, exclusionId } = command;
  const declared = state.exclusions.find((one) => one.exclusionId === exclusionId);
  if (declared === undefined) throw Rejection.missing(`agreement ${agreementId} has no exclusion ${exclusionId}`);
  if (declared.withdrawnAt !== null) return [];
  return [{ type: 'ExclusionWithdrawn', data: { agreementId, exclusionId } }];
}

function demandOrder(from: Instant, until: Instant | null, path: string): void {
  if (until === null || until > from) return;
  throw Rejection.unprocessable(path, `${instantToIso(until)} must be later than ${instantToIso(from)}`);
}

function demandSense(terms: Terms, { calendar }: AgreementContext): void {
  const problems = checkTerms(terms, calendar);
  if (problems.length === 0) return;
  throw new Rejection('unprocessable', 'the terms make no sense', problems);
}
