import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type BreachEver, breachOrder, decisionOrder, listBreaches, listBreachesEver, mapPage } from '#read-models';
import { Growing } from '../../queries/growing.js';
import { Lists } from '../../queries/lists.js';
import type { Snapshot } from '../../queries/models.js';
import { spanOf } from '../../queries/spans.js';
import { verdictFilters } from '../../queries/verdict-filters.dto.js';
import { breachAnswer } from '../breach-answer.js';
import { BREACH_FIELDS } from '../breach.dto.js';
import { ListBreaches } from './list-breaches.query.js';

@QueryHandler(ListBreaches)
export class ListBreachesHandler implements IQueryHandler<ListBreaches> {
  constructor(
    private readonly lists: Lists,
    private readonly growing: Growing,
  ) {}

  execute({ asked, asker }: ListBreaches) {
    const filters = verdictFilters(asked, spanOf(asked.decidedFrom, asked.decidedTo, 'decidedTo'));
    const ever = asked.retracted === 'true';
    return this.lists.answer(asked, asker, {
      name: 'breaches',
      order: ever ? breachOrder : decisionOrder,
      columns: BREACH_FIELDS,
      past: 'cases',
      read: async (snapshot, page) => {
        const { rows, next } = ever
          ? await listBreachesEver(snapshot.sql, asker.scope, filters, page)
          : mapPage(await listBreaches(snapshot.sql, asker.scope, filters, page), holding);
        return { rows: (await this.grow(snapshot, rows)).map(breachAnswer), next };
      },
    });
  }

  /** What was undone stays as it stood. */
  private async grow(snapshot: Snapshot, breaches: readonly BreachEver[]): Promise<readonly BreachEver[]> {
    const growing = breaches.filter(({ undoneBy }) => undoneBy === null);
    const grown = await this.growing.grow(snapshot, growing);
    const grownOf = new Map(growing.map((breach, index) => [breach, grown[index]]));
    return breaches.map((breach) => ({ ...breach, ...grownOf.get(breach) }));
  }
}

const holding = (breach: Omit<BreachEver, 'undoneBy'>): BreachEver => ({ ...breach, undoneBy: null });
