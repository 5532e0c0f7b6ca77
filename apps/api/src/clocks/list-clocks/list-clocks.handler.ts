import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { clockOrder, listClocks, mapPage } from '#read-models';
import { Growing, remainingMs } from '../../queries/growing.js';
import { Lists } from '../../queries/lists.js';
import { verdictAnswer } from '../../queries/verdict-answer.js';
import { verdictFilters } from '../../queries/verdict-filters.dto.js';
import { CLOCK_FIELDS } from './list-clocks.dto.js';
import { ListClocks } from './list-clocks.query.js';

@QueryHandler(ListClocks)
export class ListClocksHandler implements IQueryHandler<ListClocks> {
  constructor(
    private readonly lists: Lists,
    private readonly growing: Growing,
  ) {}

  execute({ asked, asker }: ListClocks) {
    const filters = verdictFilters(asked);
    return this.lists.answer(asked, asker, {
      name: 'clocks',
      order: clockOrder,
      columns: CLOCK_FIELDS,
      past: 'cases',
      read: async (snapshot, page) => {
        const found = await this.growing.growPage(snapshot, await listClocks(snapshot.sql, asker.scope, filters, page));
        return mapPage(found, (clock) => ({ ...verdictAnswer(clock), remainingMs: remainingMs(clock) }));
      },
    });
  }
}
