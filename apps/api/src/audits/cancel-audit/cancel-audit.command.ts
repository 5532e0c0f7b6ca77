import { streamOf } from '#domain';
import { ApiCommand } from '../../commands/api-command.js';

/** An audit that waits or runs is to stop. */
export class CancelAuditCommand extends ApiCommand {
  readonly name = 'CancelAudit';

  get auditId(): string {
    return this.ids['auditId'] ?? '';
  }

  get stream(): string {
    return streamOf.audit(this.auditId);
  }
}
