import { mintedId, type AgreementCommand } from '#domain';
import { parseInstant } from '#judge';
import { AgreementApiCommand } from '../agreement-api-command.js';
import type { DeclareExclusionBody } from './declare-exclusion.dto.js';

/** A window takes open time away from every clock. */
export class DeclareExclusionCommand extends AgreementApiCommand<DeclareExclusionBody> {
  readonly name = 'DeclareExclusion';

  get exclusionId(): string {
    return this.body.exclusionId ?? mintedId('exclusion', this.asked.actor, this.asked.commandId);
  }

  toDomain(): AgreementCommand {
    const { from, to, category, reason } = this.body;
    return {
      type: this.name,
      agreementId: this.agreementId,
      exclusionId: this.exclusionId,
      from: parseInstant(from),
      to: parseInstant(to),
      ...(category != null && { category }),
      reason,
    };
  }
}
