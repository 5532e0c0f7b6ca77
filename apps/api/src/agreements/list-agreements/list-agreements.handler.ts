import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { agreementOrder, listAgreements, mapPage } from '#read-models';
import { isoOf } from '../../queries/answers.js';
import { Lists } from '../../queries/lists.js';
import { AGREEMENT_FIELDS } from './list-agreements.dto.js';
import { ListAgreements } from './list-agreements.query.js';

@QueryHandler(ListAgreements)
export class ListAgreementsHandler implements IQueryHandler<ListAgreements> {
  constructor(private readonly lists: Lists) {}

  execute({ asked, asker }: ListAgreements) {
    const { customer, kind } = asked;
    return this.lists.answer(asked, asker, {
      name: 'agreements',
      order: agreementOrder,
      columns: AGREEMENT_FIELDS,
      past: 'rules',
      read: async ({ sql }, page) =>
        mapPage(await listAgreements(sql, asker.scope, { customer, kind }, page), (agreement) => ({
          ...agreement,
          recordedAt: isoOf(agreement.recordedAt),
        })),
    });
  }
}
