import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { Keyset, mapPage, pageOf, type ProjectionView, readProjections } from '#read-models';
import { isoOf, isoOrNull } from '../../queries/answers.js';
import { Lists } from '../../queries/lists.js';
import { PROJECTION_FIELDS, type ProjectionAnswer } from './list-projections.dto.js';
import { ListProjections } from './list-projections.query.js';

const order = new Keyset([{ expression: 'name', type: 'text' }]);

@QueryHandler(ListProjections)
export class ListProjectionsHandler implements IQueryHandler<ListProjections> {
  constructor(private readonly lists: Lists) {}

  execute({ asked, asker }: ListProjections) {
    return this.lists.answer(asked, asker, {
      name: 'projections',
      order,
      columns: PROJECTION_FIELDS,
      read: async ({ sql }, { after, limit }) => {
        const from = after === null ? '' : String(after[0]);
        const all = (await readProjections(sql)).filter(({ name }) => name > from);
        return mapPage(
          pageOf(all, limit, ({ name }) => [name]),
          projectionAnswer,
        );
      },
    });
  }
}

const projectionAnswer = ({ position, head, hand, rebuild, ...view }: ProjectionView): ProjectionAnswer => ({
  name: view.name,
  position: String(position),
  head: String(head),
  hand: isoOf(hand),
  lag: view.lag,
  state: view.state,
  rebuild: rebuild && { ...rebuild, eta: isoOrNull(rebuild.eta), startedAt: isoOf(rebuild.startedAt) },
  restatements: [...view.restatements],
  deadLetters: view.deadLetters,
});
