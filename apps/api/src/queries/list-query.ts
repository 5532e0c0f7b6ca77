import { Query } from '@nestjs/cqrs';
import type { Asker } from './asker.js';
import type { ListDto } from './ask.dto.js';
import type { ListAnswer } from './lists.js';

/** A query for a list: what is asked, and by whom. */
export abstract class ListQuery<Asked extends ListDto, Item> extends Query<ListAnswer<Item>> {
  constructor(
    readonly asked: Asked,
    readonly asker: Asker,
  ) {
    super();
  }
}
