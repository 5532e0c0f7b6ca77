import type { Instant, Reach, Terms } from '#judge';
import type { AgreementKind } from './events.js';

type On<Type extends string, Body extends object> = {
  readonly type: Type;
  readonly agreementId: string;
} & Readonly<Body>;

export type SignAgreement = On<
  'SignAgreement',
  { customer: string; name: string; kind: AgreementKind; effectiveFrom: Instant; terms: Terms }
>;

export type AmendAgreement = On<
  'AmendAgreement',
  {
    effectiveFrom: Instant;
    effectiveUntil?: Instant | null;
    reach: Reach;
    /** Required where a version with a later `effectiveFrom` is recorded. */
    supersedes?: boolean;
    reason: string;
    terms: Terms;
  }
>;

export type TerminateAgreement = On<'TerminateAgreement', { effectiveFrom: Instant; reason: string }>;

export type DeclareExclusion = On<
  'DeclareExclusion',
  { exclusionId: string; from: Instant; to: Instant; category?: string; reason: string }
>;

export type WithdrawExclusion = On<'WithdrawExclusion', { exclusionId: string }>;

/** What can be asked of an agreement (spec/http.md, Commands). */
export type AgreementCommand =
  SignAgreement | AmendAgreement | TerminateAgreement | DeclareExclusion | WithdrawExclusion;
