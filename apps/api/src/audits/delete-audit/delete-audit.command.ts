import { Command } from '@nestjs/cqrs';

/** The result of an audit that has ended is to go. The log keeps that it was asked. */
export class DeleteAuditCommand extends Command<void> {
  constructor(readonly auditId: string) {
    super();
  }
}
