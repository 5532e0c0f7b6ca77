import { ListQuery } from '../../queries/list-query.js';
import type { NoticeAnswer } from '../notice.dto.js';
import type { ListNoticesDto } from './list-notices.dto.js';

/** What was announced, in the order of the log. */
export class ListNotices extends ListQuery<ListNoticesDto, NoticeAnswer> {}
