import { ListQuery } from '../../queries/list-query.js';
import type { VerdictAnswer } from '../../queries/verdict.dto.js';
import type { ListBreachesDto } from './list-breaches.dto.js';

/** Breaches as known now, in the order in which they came about. */
export class ListBreaches extends ListQuery<ListBreachesDto, VerdictAnswer> {}
