import type { TermsVersionView } from '#read-models';
import { isoOf, isoOrNull } from '../queries/answers.js';
import type { TermsVersionAnswer } from './list-agreement-versions/list-agreement-versions.dto.js';

/** A recorded version of terms as answers say it. */
export const termsVersionAnswer = (version: TermsVersionView): TermsVersionAnswer => ({
  version: version.version,
  effectiveFrom: isoOrNull(version.effectiveFrom),
  effectiveUntil: isoOrNull(version.effectiveUntil),
  reach: version.reach,
  supersedes: version.supersedes,
  reason: version.reason,
  position: String(version.position),
  recordedAt: isoOf(version.recordedAt),
  terms: version.terms,
});
