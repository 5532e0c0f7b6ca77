import { ListQuery } from '../../queries/list-query.js';
import type { ClockAnswer, ListClocksDto } from './list-clocks.dto.js';

/** The work queue: clocks not stopped, by due time. */
export class ListClocks extends ListQuery<ListClocksDto, ClockAnswer> {}
