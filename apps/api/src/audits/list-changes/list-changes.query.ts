import type { ChangeView } from '#replay';
import type { Asker } from '../../queries/asker.js';
import { ListQuery } from '../../queries/list-query.js';
import type { ListChangesDto } from './list-changes.dto.js';

/** The verdicts that an audit changes. */
export class ListChanges extends ListQuery<ListChangesDto, ChangeView> {
  constructor(
    readonly auditId: string,
    asked: ListChangesDto,
    asker: Asker,
  ) {
    super(asked, asker);
  }
}
