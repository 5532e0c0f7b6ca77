import { streamOf, type AgreementCommand } from '#domain';
import { ApiCommand } from '../commands/api-command.js';
import type { CommandBody } from '../commands/command-body.dto.js';

/** A command about an agreement, as it was asked. */
export abstract class AgreementApiCommand<Body extends CommandBody = CommandBody> extends ApiCommand<Body> {
  abstract override readonly name: AgreementCommand['type'];

  get agreementId(): string {
    return this.ids['agreementId'] ?? '';
  }

  get stream(): string {
    return streamOf.agreement(this.agreementId);
  }

  /** What the domain is asked. */
  abstract toDomain(): AgreementCommand;
}
