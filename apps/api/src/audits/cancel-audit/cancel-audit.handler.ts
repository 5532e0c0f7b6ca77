import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandAnswer } from '../../commands/command-answer.dto.js';
import { Audits } from '../audits.js';
import { CancelAuditCommand } from './cancel-audit.command.js';

/** Load, decide, append; then its workers stop. */
@CommandHandler(CancelAuditCommand)
export class CancelAuditHandler implements ICommandHandler<CancelAuditCommand> {
  constructor(private readonly audits: Audits) {}

  async execute(command: CancelAuditCommand): Promise<CommandAnswer> {
    const { auditId } = command;
    const answer = await this.audits.change(command, () => ({ type: 'CancelAudit', auditId }));
    await this.audits.cancelled(auditId);
    return answer;
  }
}
