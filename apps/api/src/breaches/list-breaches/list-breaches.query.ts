import { ListQuery } from '../../queries/list-query.js';
import type { BreachAnswer } from '../breach.dto.js';
import type { ListBreachesDto } from './list-breaches.dto.js';

/** Breaches as known now, and those known before if asked, in the order in which they came about. */
export class ListBreaches extends ListQuery<ListBreachesDto, BreachAnswer> {}
