import { mintedId, streamOf } from '#domain';
import { ApiCommand } from '../../commands/api-command.js';
import type { RequestAuditBody } from './request-audit.dto.js';

/** History is to be judged twice. Without an id of its own, one follows from the caller and its key. */
export class RequestAuditCommand extends ApiCommand<RequestAuditBody> {
  readonly name = 'RequestAudit';

  get auditId(): string {
    return this.body.auditId ?? mintedId('audit', this.asked.actor, this.asked.commandId);
  }

  get stream(): string {
    return streamOf.audit(this.auditId);
  }
}
