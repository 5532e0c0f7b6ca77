import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { readAudit, type AuditView } from '#replay';
import { Models } from '../../queries/models.js';
import { noAudit } from '../no-audit.js';
import { ShowAudit } from './show-audit.query.js';

@QueryHandler(ShowAudit)
export class ShowAuditHandler implements IQueryHandler<ShowAudit> {
  constructor(private readonly models: Models) {}

  async execute({ auditId }: ShowAudit): Promise<AuditView> {
    const audit = await readAudit(this.models.sql, auditId);
    if (audit === undefined) throw noAudit(auditId);
    return audit;
  }
}
