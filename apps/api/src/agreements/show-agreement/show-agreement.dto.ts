import { AskDto } from '../../queries/ask.dto.js';
import { InstantParameter } from '../../queries/parameters.js';
import { AgreementItem } from '../list-agreements/list-agreements.dto.js';
import { TermsVersionAnswer } from '../list-agreement-versions/list-agreement-versions.dto.js';

export class ShowAgreementDto extends AskDto {
  @InstantParameter('The terms in force at this instant; the server’s clock if not said.')
  effectiveAt?: string;
}

export class TerminationAnswer {
  effectiveFrom!: string;
  reason!: string;
  position!: string;
  recordedAt!: string;
}

/** A window that takes open time away from every clock of the category (`*`: of all). */
export class ExclusionAnswer {
  exclusionId!: string;
  from!: string;
  to!: string;
  category!: string;
  reason!: string;
}

/** An agreement with the terms in force at an instant. */
export class AgreementAnswer extends AgreementItem {
  effectiveAt!: string;
  /** Null where no version is in force: before the signing takes effect, or after termination. */
  inForce!: TermsVersionAnswer | null;
  /** Of the version in force. */
  terms!: object | null;
  terminations!: TerminationAnswer[];
  /** Those not withdrawn. */
  exclusions!: ExclusionAnswer[];
  position!: string;
  hand!: string;
}
