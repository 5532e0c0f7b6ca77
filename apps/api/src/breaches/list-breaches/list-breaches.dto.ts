import { DimensionsDto } from '../../queries/ask.dto.js';
import { CodeField } from '../../fields/index.js';
import { InstantParameter, YesNoParameter } from '../../queries/parameters.js';

export class ListBreachesDto extends DimensionsDto {
  @CodeField({ optional: true, description: 'Who works on the ticket now.' })
  agent?: string;

  @InstantParameter('Breached at or after this instant.')
  decidedFrom?: string;

  @InstantParameter('Breached before this instant.')
  decidedTo?: string;

  @YesNoParameter('Also breaches that later events undid, as they stood then, and what undid them.')
  retracted?: string;
}
