import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { auditOrder, listAudits } from '#replay';
import { Lists } from '../../queries/lists.js';
import { AUDIT_FIELDS } from './list-audits.dto.js';
import { ListAudits } from './list-audits.query.js';

@QueryHandler(ListAudits)
export class ListAuditsHandler implements IQueryHandler<ListAudits> {
  constructor(private readonly lists: Lists) {}

  execute({ asked, asker }: ListAudits) {
    return this.lists.answer(asked, asker, {
      name: 'audits',
      order: auditOrder,
      columns: AUDIT_FIELDS,
      read: ({ sql }, page) => listAudits(sql, page),
    });
  }
}
