import type { Reach, Terms } from '#judge';
import type { EventOf, IsoInstant } from '../event.js';

/** With a customer, between departments (an OLA), or with a supplier. */
export type AgreementKind = 'customer' | 'internal' | 'underpinning';

export type AgreementSigned = EventOf<
  'AgreementSigned',
  {
    readonly agreementId: string;
    readonly customer: string;
    readonly name: string;
    readonly kind: AgreementKind;
    readonly effectiveFrom: IsoInstant;
    readonly terms: Terms;
  }
>;

/** Versions count from 1, the signing. */
export type AgreementAmended = EventOf<
  'AgreementAmended',
  {
    readonly agreementId: string;
    readonly version: number;
    readonly effectiveFrom: IsoInstant;
    readonly effectiveUntil: IsoInstant | null;
    readonly reach: Reach;
    readonly supersedes: boolean;
    readonly reason: string;
    readonly terms: Terms;
  }
>;

export type AgreementTerminated = EventOf<
  'AgreementTerminated',
  { readonly agreementId: string; readonly effectiveFrom: IsoInstant; readonly reason: string }
>;

export type ExclusionDeclared = EventOf<
  'ExclusionDeclared',
  {
    readonly agreementId: string;
    readonly exclusionId: string;
    readonly from: IsoInstant;
    readonly to: IsoInstant;
    /** `*`: every category. */
    readonly category: string;
    readonly reason: string;
  }
>;

export type ExclusionWithdrawn = EventOf<
  'ExclusionWithdrawn',
  { readonly agreementId: string; readonly exclusionId: string }
>;

/** `agreement-<id>` holds these. */
export type AgreementEvent =
  AgreementSigned | AgreementAmended | AgreementTerminated | ExclusionDeclared | ExclusionWithdrawn;
