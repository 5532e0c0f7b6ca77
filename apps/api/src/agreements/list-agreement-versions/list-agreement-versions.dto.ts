import type { Reach } from '#judge';
import { ListDto } from '../../queries/ask.dto.js';

export class ListAgreementVersionsDto extends ListDto {}

/** A version of an agreement's terms as recorded; a later termination does not show in it. */
export class TermsVersionAnswer {
  version!: number;
  effectiveFrom!: string | null;
  effectiveUntil!: string | null;
  reach!: Reach;
  supersedes!: boolean;
  reason!: string | null;
  /** Where the log took it. */
  position!: string;
  /** When the log took it. */
  recordedAt!: string;
  /** The whole document. */
  terms!: object;
}

export const VERSION_FIELDS = [
  'version',
  'effectiveFrom',
  'effectiveUntil',
  'reach',
  'supersedes',
  'reason',
  'position',
  'recordedAt',
  'terms',
] as const satisfies readonly (keyof TermsVersionAnswer)[];
