import type { Asker } from '../../queries/asker.js';
import { ListQuery } from '../../queries/list-query.js';
import type { DeadLetterAnswer, ListDeadLettersDto } from './list-dead-letters.dto.js';

/** What a projection could not take. */
export class ListDeadLetters extends ListQuery<ListDeadLettersDto, DeadLetterAnswer> {
  constructor(
    readonly projection: string,
    asked: ListDeadLettersDto,
    asker: Asker,
  ) {
    super(asked, asker);
  }
}
