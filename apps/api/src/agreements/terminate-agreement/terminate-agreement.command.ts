import type { AgreementCommand } from '#domain';
import { parseInstant } from '#judge';
import { AgreementApiCommand } from '../agreement-api-command.js';
import type { TerminateAgreementBody } from './terminate-agreement.dto.js';

/** An agreement ends. */
export class TerminateAgreementCommand extends AgreementApiCommand<TerminateAgreementBody> {
  readonly name = 'TerminateAgreement';

  toDomain(): AgreementCommand {
    const { effectiveFrom, reason } = this.body;
    return { type: this.name, agreementId: this.agreementId, effectiveFrom: parseInstant(effectiveFrom), reason };
  }
}
