import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { listVerdicts, mapPage, verdictOrderOf } from '#read-models';
import { Growing } from '../../queries/growing.js';
import { Lists } from '../../queries/lists.js';
import { spanOf } from '../../queries/spans.js';
import { verdictAnswer } from '../../queries/verdict-answer.js';
import { VERDICT_FIELDS } from '../../queries/verdict.dto.js';
import { verdictFilters } from '../../queries/verdict-filters.dto.js';
import { ListVerdicts } from './list-verdicts.query.js';

@QueryHandler(ListVerdicts)
export class ListVerdictsHandler implements IQueryHandler<ListVerdicts> {
  constructor(
    private readonly lists: Lists,
    private readonly growing: Growing,
  ) {}

  execute({ asked, asker }: ListVerdicts) {
    const filters = verdictFilters(asked, spanOf(asked.decidedFrom, asked.decidedTo, 'decidedTo'));
    return this.lists.answer(asked, asker, {
      name: 'verdicts',
      order: verdictOrderOf(filters),
      columns: VERDICT_FIELDS,
      past: asked.decidedFrom === undefined && asked.decidedTo === undefined ? 'tickets' : 'cases',
      exact: true,
      read: async (snapshot, page) => {
        const found = await this.growing.growPage(
          snapshot,
          await listVerdicts(snapshot.sql, asker.scope, filters, page),
        );
        return mapPage(found, verdictAnswer);
      },
    });
  }
}
