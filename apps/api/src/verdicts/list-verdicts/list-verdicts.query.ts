import { ListQuery } from '../../queries/list-query.js';
import type { VerdictAnswer } from '../../queries/verdict.dto.js';
import type { ListVerdictsDto } from './list-verdicts.dto.js';

/** Every verdict, decided or not. */
export class ListVerdicts extends ListQuery<ListVerdictsDto, VerdictAnswer> {}
