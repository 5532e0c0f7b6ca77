import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { listNotices, mapPage, noticeOrderOf } from '#read-models';
import { Lists } from '../../queries/lists.js';
import { noticeAnswer } from '../notice-answer.js';
import { NOTICE_FIELDS } from '../notice.dto.js';
import { noticeFilters } from '../notice-filters.dto.js';
import { ListNotices } from './list-notices.query.js';

@QueryHandler(ListNotices)
export class ListNoticesHandler implements IQueryHandler<ListNotices> {
  constructor(private readonly lists: Lists) {}

  execute({ asked, asker }: ListNotices) {
    const filters = noticeFilters(asked);
    return this.lists.answer(asked, asker, {
      name: 'notices',
      order: noticeOrderOf(filters),
      columns: NOTICE_FIELDS,
      past: 'notices',
      read: async (snapshot, page) =>
        mapPage(await listNotices(snapshot.sql, asker.scope, filters, page), noticeAnswer),
    });
  }
}
