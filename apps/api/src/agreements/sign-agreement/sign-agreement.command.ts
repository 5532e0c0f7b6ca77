import type { AgreementCommand } from '#domain';
import { parseInstant } from '#judge';
import { AgreementApiCommand } from '../agreement-api-command.js';
import type { SignAgreementBody } from './sign-agreement.dto.js';

/** An agreement begins. */
export class SignAgreementCommand extends AgreementApiCommand<SignAgreementBody> {
  readonly name = 'SignAgreement';

  override get agreementId(): string {
    return this.body.agreementId;
  }

  toDomain(): AgreementCommand {
    const { agreementId, customer, name, kind, terms } = this.body;
    const effectiveFrom = parseInstant(this.body.effectiveFrom);
    return { type: this.name, agreementId, customer, name, kind, effectiveFrom, terms };
  }
}
