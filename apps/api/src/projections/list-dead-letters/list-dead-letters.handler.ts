import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { deadLetterOrder, type DeadLetterView, listDeadLetters, mapPage } from '#read-models';
import { isoOf } from '../../queries/answers.js';
import { Lists } from '../../queries/lists.js';
import { checkProjection } from '../known-projection.js';
import { DEAD_LETTER_FIELDS, type DeadLetterAnswer } from './list-dead-letters.dto.js';
import { ListDeadLetters } from './list-dead-letters.query.js';

@QueryHandler(ListDeadLetters)
export class ListDeadLettersHandler implements IQueryHandler<ListDeadLetters> {
  constructor(private readonly lists: Lists) {}

  async execute({ projection, asked, asker }: ListDeadLetters) {
    checkProjection(projection);
    return this.lists.answer(asked, asker, {
      name: `projections/${projection}/dead-letters`,
      order: deadLetterOrder,
      columns: DEAD_LETTER_FIELDS,
      read: async ({ sql }, page) => mapPage(await listDeadLetters(sql, page), deadLetterAnswer),
    });
  }
}

const deadLetterAnswer = (letter: DeadLetterView): DeadLetterAnswer => ({
  ...letter,
  position: String(letter.position),
  recordedAt: isoOf(letter.recordedAt),
});
