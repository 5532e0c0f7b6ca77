import type { AgreementCommand } from '#domain';
import { AgreementApiCommand } from '../agreement-api-command.js';

/** An exclusion no longer holds. */
export class WithdrawExclusionCommand extends AgreementApiCommand {
  readonly name = 'WithdrawExclusion';

  toDomain(): AgreementCommand {
    return { type: this.name, agreementId: this.agreementId, exclusionId: this.ids['exclusionId'] ?? '' };
  }
}
