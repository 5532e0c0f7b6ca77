import { InstantParameter } from '../../queries/parameters.js';
import { VerdictFiltersDto } from '../../queries/verdict-filters.dto.js';

export class ListVerdictsDto extends VerdictFiltersDto {
  @InstantParameter('Decided at or after this instant.')
  decidedFrom?: string;

  @InstantParameter('Decided before this instant.')
  decidedTo?: string;
}
