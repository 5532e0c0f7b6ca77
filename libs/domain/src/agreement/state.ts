import { parseInstant, type Instant, type Terms, type TermsVersion, type Termination } from '#judge';
import type { Recorded } from '../event.js';
import type { AgreementEvent, AgreementKind } from './events.js';

export interface DeclaredExclusion {
  readonly exclusionId: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly category: string;
  readonly position: number;
  readonly withdrawnAt: number | null;
}

/** An agreement as its stream tells it: all versions, with where the log recorded them. */
export type AgreementState =
  | { readonly kind: 'unsigned' }
  | {
      readonly kind: 'signed';
      readonly agreementId: string;
      readonly customer: string;
      readonly name: string;
      readonly agreementKind: AgreementKind;
      readonly versions: readonly (TermsVersion & { readonly terms: Terms })[];
      readonly terminations: readonly Termination[];
      readonly exclusions: readonly DeclaredExclusion[];
    };

export type SignedAgreement = Extract<AgreementState, { kind: 'signed' }>;

export const initialAgreement: AgreementState = { kind: 'unsigned' };

/** The state after one more event. */
export function evolveAgreement(state: AgreementState, event: Recorded<AgreementEvent>): AgreementState {
  if (event.type === 'AgreementSigned') return signed(event);
  return state.kind === 'unsigned' ? state : moved(state, event);
}

type After = Exclude<Recorded<AgreementEvent>, { type: 'AgreementSigned' }>;

function moved(state: SignedAgreement, event: After): SignedAgreement {
  switch (event.type) {
    case 'AgreementAmended':
      return { ...state, versions: [...state.versions, versionOf(event)] };
    case 'AgreementTerminated': {
      const termination = { at: parseInstant(event.data.effectiveFrom), position: event.position };
      return { ...state, terminations: [...state.terminations, termination] };
    }
    case 'ExclusionDeclared':
      return { ...state, exclusions: [...state.exclusions, exclusionOf(event)] };
    case 'ExclusionWithdrawn':
      return { ...state, exclusions: withdrawn(state, event.data.exclusionId, event.position) };
    default:
      return event satisfies never;
  }
}

function signed(event: Extract<Recorded<AgreementEvent>, { type: 'AgreementSigned' }>): SignedAgreement {
  const { agreementId, customer, name, kind, effectiveFrom, terms } = event.data;
  const first: TermsVersion = {
    version: 1,
    effectiveFrom: parseInstant(effectiveFrom),
    effectiveUntil: null,
    reach: 'new',
    supersedes: false,
    position: event.position,
    terms,
  };
  const none = { terminations: [], exclusions: [] };
  return { kind: 'signed', agreementId, customer, name, agreementKind: kind, versions: [first], ...none };
}

function versionOf(event: Extract<Recorded<AgreementEvent>, { type: 'AgreementAmended' }>): TermsVersion {
  const { version, effectiveFrom, effectiveUntil, reach, supersedes, terms } = event.data;
  return {
    version,
    effectiveFrom: parseInstant(effectiveFrom),
    effectiveUntil: effectiveUntil === null ? null : parseInstant(effectiveUntil),
    reach,
    supersedes,
    position: event.position,
    terms,
  };
}

function exclusionOf(event: Extract<Recorded<AgreementEvent>, { type: 'ExclusionDeclared' }>): DeclaredExclusion {
  const { exclusionId, from, to, category } = event.data;
  const span = { from: parseInstant(from), to: parseInstant(to) };
  return { exclusionId, ...span, category, position: event.position, withdrawnAt: null };
}

function withdrawn(state: SignedAgreement, id: string, position: number): readonly DeclaredExclusion[] {
  return state.exclusions.map((one) => (one.exclusionId === id ? { ...one, withdrawnAt: position } : one));
}
