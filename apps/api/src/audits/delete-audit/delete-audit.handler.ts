import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ProblemError } from '#platform';
import { Audits } from '../audits.js';
import { noAudit } from '../no-audit.js';
import { DeleteAuditCommand } from './delete-audit.command.js';

@CommandHandler(DeleteAuditCommand)
export class DeleteAuditHandler implements ICommandHandler<DeleteAuditCommand> {
  constructor(private readonly audits: Audits) {}

  async execute({ auditId }: DeleteAuditCommand): Promise<void> {
    const status = await this.audits.delete(auditId);
    if (status === undefined || status === 'deleted') throw noAudit(auditId);
    if (status === 'queued' || status === 'running') {
      throw new ProblemError(409, `audit ${auditId} is ${status}: cancel it first`);
    }
  }
}
