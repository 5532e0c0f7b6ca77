import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { changeOrder, readAuditStatus, readChanges } from '#replay';
import { Lists } from '../../queries/lists.js';
import { Models } from '../../queries/models.js';
import { noAudit, notCompleted } from '../no-audit.js';
import { CHANGE_FIELDS } from './list-changes.dto.js';
import { ListChanges } from './list-changes.query.js';

@QueryHandler(ListChanges)
export class ListChangesHandler implements IQueryHandler<ListChanges> {
  constructor(
    private readonly lists: Lists,
    private readonly models: Models,
  ) {}

  async execute({ auditId, asked, asker }: ListChanges) {
    const status = await readAuditStatus(this.models.sql, auditId);
    if (status === undefined) throw noAudit(auditId);
    if (status !== 'completed') throw notCompleted(auditId, status);
    const { metric, change, tier, category } = asked;
    return this.lists.answer(asked, asker, {
      name: `audits/${auditId}/changes`,
      order: changeOrder,
      columns: CHANGE_FIELDS,
      read: ({ sql }, page) => readChanges(sql, auditId, { metric, change, tier, category }, page),
    });
  }
}
