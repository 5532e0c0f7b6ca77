import type { AgreementCommand } from '#domain';
import { parseInstant } from '#judge';
import { instantOrNull } from '../../fields/index.js';
import { AgreementApiCommand } from '../agreement-api-command.js';
import type { AmendAgreementBody } from './amend-agreement.dto.js';

/** An agreement has other terms. */
export class AmendAgreementCommand extends AgreementApiCommand<AmendAgreementBody> {
  readonly name = 'AmendAgreement';

  toDomain(): AgreementCommand {
    const { effectiveFrom, effectiveUntil, reach, supersedes, reason, terms } = this.body;
    return {
      type: this.name,
      agreementId: this.agreementId,
      effectiveFrom: parseInstant(effectiveFrom),
      effectiveUntil: instantOrNull(effectiveUntil),
      reach,
      ...(supersedes != null && { supersedes }),
      reason,
      terms,
    };
  }
}
