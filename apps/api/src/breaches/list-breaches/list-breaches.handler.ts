import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { ProblemError } from '#platform';
import { decisionOrder, listBreaches, mapPage } from '#read-models';
import { Growing } from '../../queries/growing.js';
import { Lists } from '../../queries/lists.js';
import { spanOf } from '../../queries/spans.js';
import { verdictAnswer } from '../../queries/verdict-answer.js';
import { VERDICT_FIELDS } from '../../queries/verdict.dto.js';
import { verdictFilters } from '../../queries/verdict-filters.dto.js';
import { ListBreaches } from './list-breaches.query.js';

@QueryHandler(ListBreaches)
export class ListBreachesHandler implements IQueryHandler<ListBreaches> {
  constructor(
    private readonly lists: Lists,
    private readonly growing: Growing,
  ) {}

  async execute({ asked, asker }: ListBreaches) {
    if (asked.retracted === 'true')
      throw ProblemError.unprocessable([
        { path: 'retracted', message: 'is not served yet: breaches known now can be asked' },
      ]);
    const filters = verdictFilters(asked, spanOf(asked.decidedFrom, asked.decidedTo, 'decidedTo'));
    return this.lists.answer(asked, asker, {
      name: 'breaches',
      order: decisionOrder,
      columns: VERDICT_FIELDS,
      read: async (snapshot, page) => {
        const found = await this.growing.growPage(
          snapshot,
          await listBreaches(snapshot.sql, asker.scope, filters, page),
        );
        return mapPage(found, verdictAnswer);
      },
    });
  }
}
